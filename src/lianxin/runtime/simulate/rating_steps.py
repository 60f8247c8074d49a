"""What callers say by themselves, and a rating that rose after the unit made contact, which a person checks (R30)."""

from __future__ import annotations

from lianxin import actions
from lianxin.law.decisions.rating import GivenRating
from lianxin.law.words import AskedFirst, ContactWay, Grade, RatingCheck, RatingWay, Role, Solved
from lianxin.records.models import Rating
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.chances import draw
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Story, last_serial


def rated_by_link(story: Story, serial: int, *, content: bool) -> Script[None]:
    """The caller answers the link that was sent, before anybody calls: who is content has been called back (R57)."""
    hours = story.world.city.evaluation.way(story.matter.topic).wait_hours
    story.later(20, 55 * hours)
    rating = GivenRating(
        contacted=True,
        solved=draw(story.chance, shares.SOLVED if content else shares.UNSOLVED),
        grade_result=draw(story.chance, shares.SATISFIED if content else shares.DISSATISFIED),
        grade_attitude=draw(story.chance, shares.SATISFIED if content else shares.ATTITUDE_OF_DISSATISFIED),
        reasons=() if content else reasons(story),
    )
    yield story.by_caller(serial, actions.rate, rating=rating, way=RatingWay.MESSAGE)


def is_sent_link(story: Story) -> bool:
    """Whether the city asks by a message first about this matter."""
    return story.world.city.evaluation.way(story.matter.topic).first is AskedFirst.MESSAGE


def reasons(story: Story) -> tuple[str, ...]:
    """One reason of dissatisfaction or two, as the city lists them."""
    known = [one.code for one in story.world.city.evaluation.reasons_for(story.matter.topic)]
    return tuple(sorted(story.chance.sample(known, 2 if story.likely(0.3) else 1)))


def won_over(story: Story) -> Script[None]:
    """A caller rates the reply badly on the portal, and the unit calls again (R30)."""
    story.later(30, 300)
    bad = GivenRating(
        solved=Solved.PARTLY, grade_result=draw(story.chance, shares.DISSATISFIED), grade_attitude=Grade.FAIR
    )
    yield story.by_caller(1, actions.rate, rating=bad)
    story.at_work(0.3, 2)
    way = ContactWay.BRIDGE if story.secret else ContactWay.VISIT
    note = "就来电人不满意之处再次沟通，补充说明办理经过。"
    yield story.by(story.clerk, actions.record_progress, note=note, contact=way)


def rating_checked(story: Story) -> Script[bool]:
    """Somebody asks the caller whether the better rating is their free word; returns whether it stands."""
    story.reaches(Stage.RATING_ROSE)
    story.at_work(0.5, 8)
    stands = not story.fate.rating_set_aside
    yield story.by(
        story.of_centre(story.chance.choice((Role.EXAMINER, Role.SUPERVISOR))),
        actions.check_rating,
        rating=lambda: last_serial(Rating.objects.filter(order=story.order, check_state=RatingCheck.TO_CHECK)),
        stands=stands,
        reason="已向来电人核实，系本人真实意愿。" if stands else "来电人称系受单位反复劝说改评，不予采信。",
    )
    return stands
