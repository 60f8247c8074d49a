"""The log by hand: a table partitioned by month, with triggers that refuse every change."""

from __future__ import annotations

from django.db import migrations

TABLE = """
CREATE TABLE event (
    subject_kind   text COLLATE "C" NOT NULL,
    subject_id     bigint           NOT NULL,
    sequence       integer          NOT NULL CHECK (sequence > 0),
    name           text COLLATE "C" NOT NULL,
    schema_version smallint         NOT NULL,
    occurred_at    timestamptz      NOT NULL,
    recorded_at    timestamptz      NOT NULL,
    transaction_id xid8             NOT NULL DEFAULT pg_current_xact_id(),
    actor_role     text COLLATE "C" NOT NULL,
    actor_staff    bigint,
    actor_unit     bigint,
    actor_person   bigint,
    article        text COLLATE "C" NOT NULL,
    payload        jsonb            NOT NULL,
    hash           bytea            NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (subject_kind, subject_id, sequence, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE TABLE event_default PARTITION OF event DEFAULT;
CREATE INDEX event_by_transaction ON event (transaction_id);
"""

TRIGGERS = """
CREATE FUNCTION event_is_final() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Record a further event that corrects the earlier one.';
END
$body$;
CREATE TRIGGER event_is_final BEFORE UPDATE OR DELETE ON event
    FOR EACH ROW EXECUTE FUNCTION event_is_final();
-- Row triggers pass on to every partition, those against TRUNCATE do not: each partition gets its own.
CREATE TRIGGER event_stays BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION event_is_final();
CREATE TRIGGER event_stays BEFORE TRUNCATE ON event_default FOR EACH STATEMENT EXECUTE FUNCTION event_is_final();
"""

# Runs with the owner's rights, so that the worker can make months ahead without owning the table.
# A month that has already begun in the default partition stays there: its rows cannot be moved.
PARTITIONS = """
CREATE FUNCTION event_ensure_partitions(moment timestamptz, months_ahead integer) RETURNS SETOF text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    starts timestamptz;
    ends timestamptz;
    partition_name text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('event_ensure_partitions'));
    FOR ahead IN 0 .. months_ahead LOOP
        starts := (date_trunc('month', moment AT TIME ZONE 'UTC') + make_interval(months => ahead)) AT TIME ZONE 'UTC';
        ends := (date_trunc('month', moment AT TIME ZONE 'UTC') + make_interval(months => ahead + 1)) AT TIME ZONE 'UTC';
        partition_name := 'event_' || to_char(starts AT TIME ZONE 'UTC', 'YYYY_MM');
        IF to_regclass('public.' || partition_name) IS NULL AND NOT EXISTS (
            SELECT FROM public.event_default WHERE recorded_at >= starts AND recorded_at < ends
        ) THEN
            EXECUTE format(
                'CREATE TABLE public.%I PARTITION OF public.event FOR VALUES FROM (%L) TO (%L)',
                partition_name, starts, ends
            );
            EXECUTE format(
                'CREATE TRIGGER event_stays BEFORE TRUNCATE ON public.%I'
                ' FOR EACH STATEMENT EXECUTE FUNCTION public.event_is_final()',
                partition_name
            );
            RETURN NEXT partition_name;
        END IF;
    END LOOP;
END
$body$;
REVOKE ALL ON FUNCTION event_ensure_partitions(timestamptz, integer) FROM PUBLIC;
SELECT event_ensure_partitions(now(), 3);
"""

UNDO = "DROP FUNCTION event_ensure_partitions(timestamptz, integer); DROP TABLE event; DROP FUNCTION event_is_final();"


class Migration(migrations.Migration):
    """After the tables, the log."""

    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunSQL(TABLE + TRIGGERS + PARTITIONS, UNDO)]
