"""Orders are found by topic and place, decided disputes by their day; a catalogue's draft has no first day yet."""

from __future__ import annotations

from django.db import migrations, models

FIXED = """
CREATE FUNCTION catalogue_row_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF EXISTS (SELECT FROM catalogue_version WHERE id = OLD.catalogue_id AND in_force_from IS NOT NULL) THEN
        RAISE EXCEPTION 'an edition in force stays as it is: % on % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', HINT = 'Draft a further edition.';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$body$;
CREATE TRIGGER catalogue_row_is_fixed BEFORE UPDATE OR DELETE ON catalogue_row
    FOR EACH ROW EXECUTE FUNCTION catalogue_row_is_fixed();
"""
UNFIXED = "DROP TRIGGER catalogue_row_is_fixed ON catalogue_row; DROP FUNCTION catalogue_row_is_fixed();"


class Migration(migrations.Migration):
    """Two indexes, a column that may be empty, and a trigger: rows go from drafts, never from an edition."""

    dependencies = [("records", "0011_drafts")]
    operations = [
        migrations.AlterField(
            model_name="catalogueversion",
            name="in_force_from",
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(FIXED, UNFIXED),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(fields=["topic", "division", "received_at"], name="work_order_of_matter"),
        ),
        migrations.AddIndex(
            model_name="overlay",
            index=models.Index(
                condition=models.Q(
                    ("kind__in", ["send_back", "host_change", "escalation"]),
                    ("state__in", ["upheld", "refused", "answered"]),
                ),
                fields=["ended_at", "order", "serial"],
                name="overlay_decided",
            ),
        ),
    ]
