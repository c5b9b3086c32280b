"""Write down what a person answered to a question that no system can answer."""

from __future__ import annotations

import click

from pilotage.cli.engaged import actor, engaged
from pilotage.coordinate.answers import questions
from pilotage.facts.answer import Answer
from pilotage.facts.errors import NotKnown
from pilotage.store.items import save, values


@click.command("answer")
@click.argument("question", metavar="QUESTION")
@click.argument("short")
@click.option("--who", required=True, help="Who answered, by the name in the list of people.")
@click.option("--says", default="", help="The answer in full.")
@click.pass_context
def command(ctx: click.Context, question: str, short: str, who: str, says: str) -> None:
    """Write down the SHORT answer of a person to a QUESTION, such as alignment.date.

    Short answers are compared between people; an answer counts for 45 days.
    """
    engagement = engaged(ctx)
    ids = [each.id for each in questions()]
    if question not in ids:
        raise NotKnown(f"there is no question {question}; known are {', '.join(ids)}")
    people = {each.name: each for each in values(engagement, "person")}
    if who not in people:
        raise NotKnown(f"there is no person {who}; there is: {', '.join(people) or 'nobody yet'}")
    role = next(iter(people[who].roles), "")
    today = engagement.now.date()
    save(engagement, "answer", Answer(question, who, role, short, today, says), actor(who))
    click.echo(f"{question}: the answer of {who} is kept.")
