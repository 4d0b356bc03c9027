"""Oligo's own words, as `content/wording.yaml` holds them. Code names a sentence; the file says it."""

from typing import Annotated

from pydantic import Field

from bot.knowledge.fields import ButtonLabel, Content, Label
from bot.knowledge.models import CellKind, Level, SectionId, Seriousness, Verdict

Words = Annotated[str, Field(min_length=1, max_length=1500)]
"""A sentence or a few; may hold Discord markdown and `{names}` that the code fills in."""


class Disclaimers(Content):
    """One for each kind of message. Every message carries one; short, because each page keeps room for it."""

    card: Annotated[str, Field(min_length=10, max_length=200)]
    service: Annotated[str, Field(min_length=10, max_length=200)]


class Marks(Content):
    """Small words around facts on a card."""

    status: Words
    certainty: Words
    measured: Words
    how_often: Words
    about: Words
    range: Words
    counted: Words
    not_measured: Words
    checked: Words
    not_reviewed: Words
    reviewed: Words
    caveat: Words
    strength: Words
    undated: Words
    also_known_as: Words
    page: Words
    instead: Words
    tempting: Words
    picture: Words
    picture_of_range: Words
    timeline: Words
    this_card: Words
    said: Words
    found: Words
    verdict: Words


class Headings(Content):
    """The lines above groups of facts within a section."""

    how_it_works: Words
    four_kinds: Words
    what_it_is_not: Words
    studied_in: Words
    findings: Words
    quality_of_life: Words
    without_it: Words
    other_choices: Words
    facts: Words
    steps: Words
    call: Words
    instead: Words
    risks: Words
    unknowns: Words
    access: Words
    questions: Words
    articles: Words
    sources: Words


class Buttons(Content):
    """What stands on the buttons that are not sections."""

    share: ButtonLabel
    helpful: ButtonLabel
    not_helpful: ButtonLabel
    wrong_or_old: ButtonLabel
    more: ButtonLabel
    back: ButtonLabel


class Compare(Content):
    """The rows of a comparison, and what stands where nothing is known."""

    title: Words
    intro: Words
    status: Words
    certainty: Words
    main_message: Words
    key_facts: Words
    main_risks: Words
    unknown: Words
    same: Words


class Refusals(Content):
    """What Oligo says instead of an answer, without echoing what was typed."""

    unknown_therapy: Words
    unknown_topic: Words
    unknown_term: Words
    unknown_source: Words
    unknown_country: Words
    unknown_section: Words
    nothing_close: Words
    stale_button: Words
    retired: Words


class Failures(Content):
    """What each failure says to the person."""

    broken: Words
    not_allowed: Words
    server_only: Words
    outdated_command: Words
    restarting: Words
    cannot_share: Words


class Notices(Content):
    """Short private thanks."""

    vote_kept: Words
    vote_seen: Words
    vote_lost: Words


class CommandWords(Content):
    """A command as Discord's menu and `/help` show it."""

    description: Annotated[str, Field(min_length=1, max_length=100)]
    options: dict[str, Annotated[str, Field(min_length=1, max_length=100)]] = Field(default_factory=dict)


class Pages(Content):
    """The texts of `/help`, `/about` and the opening of `/sources`."""

    help_title: Words
    help_intro: Words
    help_limits: Words
    about_title: Words
    about: Words
    about_versions: Words
    sources_title: Words
    sources_intro: Words
    seed_line: Words
    seed_defects: Words
    disclosure: Words


class SupportWords(Content):
    """Around the organisations and helplines of `/support`."""

    title: Words
    title_worldwide: Words
    organisations: Words
    hard_times: Words
    emergency: Words
    emergency_unknown: Words
    channels: dict[str, Words]
    checked: Words
    numbers_change: Words


class CrisisWords(Content):
    """What `/crisis` says around the numbers."""

    opening: Words
    emergency: Words
    emergency_unknown: Words
    finder_too: Words
    finder_only: Words
    someone_near: Words


class ClinicCheckWords(Content):
    """The frame of `/clinic-check`."""

    title: Words
    intro: Words
    questions: Words
    signs: Words


class PrepareWords(Content):
    """The form and the list of `/prepare`."""

    form_title: Annotated[str, Field(min_length=3, max_length=45)]  # Discord's limit for a modal's title
    lists: dict[str, Annotated[str, Field(min_length=3, max_length=45)]]  # and for a label
    title: Words
    intro: Words
    nothing_picked: Words
    too_many: Words
    in_the_file: Words


class SetupWords(Content):
    """What `/setup` says to a server's managers."""

    description: Annotated[str, Field(min_length=3, max_length=100)]
    country_set: Words
    country_cleared: Words
    country_unknown: Words
    not_kept: Words


class Wording(Content):
    """All of it. A repository rule proves that every sentence here is used."""

    disclaimers: Disclaimers
    sections: dict[SectionId, ButtonLabel]
    certainties: dict[Level, Label]
    seriousness: dict[Seriousness, Label]
    verdicts: dict[Verdict, Label]
    cell_kinds: dict[CellKind, Words]
    designs: dict[str, Label]
    seed_kinds: dict[str, Label]
    marks: Marks
    headings: Headings
    buttons: Buttons
    compare: Compare
    refusals: Refusals
    failures: Failures
    notices: Notices
    commands: dict[str, CommandWords]
    pages: Pages
    support: SupportWords
    crisis: CrisisWords
    clinic_check: ClinicCheckWords
    prepare: PrepareWords
    setup: SetupWords
