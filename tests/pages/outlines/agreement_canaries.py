"""Agreements with everything in them, no two values alike."""

from tests import factories as make


def agreement_canaries(values, organizations, person, topics) -> dict:
    """The agreements by name: an instrument with everything, one that ended, and short ones of other sorts."""
    fill = values.filled
    older = _short_agreement(values, organizations["alpha"], form="treaty")
    newer = _short_agreement(values, organizations["funder"], form="protocol")
    instrument = _instrument(values, organizations, person, topics, older, newer)
    fill(make.AgreementRelationFactory, agreement=newer, older=instrument, kind="implements", stub={})
    programme = _short_agreement(values, organizations["alpha"], nature="programme", form="")
    fill(make.TermFactory, agreement=programme, renewal="evergreen", starts_with="signature", starts_on="",
         until="", length="P170Y")  # fmt: skip
    dialogue = _short_agreement(values, organizations["alpha"], nature="dialogue", form="")
    existence = _short_agreement(
        values, organizations["alpha"], disclosure="existence", disclosure_basis="Act q7q", form="contract"
    )
    return {
        "older": older,
        "newer": newer,
        "instrument": instrument,
        "ended": _ended(values, organizations, person),
        "programme": programme,
        "dialogue": dialogue,
        "existence": existence,
        "withdrawn": _short_agreement(values, organizations["founder"], form="arrangement"),
    }


def _short_agreement(values, party, **given):
    """An agreement of one party, signed on a day."""
    given = {"bindingness": "binding", "disclosure_basis": ""} | given
    agreement = values.filled(make.AgreementFactory, **given)
    values.filled(make.AgreementTextFactory, agreement=agreement, language="en")
    values.filled(
        make.InvolvementFactory,
        agreement=agreement,
        organization=party,
        count=None,
        country="",
        side="",
        unit="",
    )
    agreement.milestones.create(kind="signed", on=values.day())
    return agreement


def _instrument(values, organizations, person, topics, older, newer):
    fill = values.filled
    long = {"en": "Both have worked together on many things for years q8q.", "ko": "Q9q"}
    agreement = fill(
        make.AgreementFactory, form="mou", bindingness="non_binding", disclosure_basis="", background=long
    )
    part = {"agreement": agreement}
    agreement.topics.add(*topics[1:])
    for language in ("en", "ko", "lb"):
        fill(make.AgreementTextFactory, **part, language=language, is_working_title=language == "ko")
    fill(make.AgreementIdentifierFactory, **part)
    named = {"count": None, "country": "", **part}
    alpha = fill(make.InvolvementFactory, **named, organization=organizations["alpha"], role_as_written="")
    funder = fill(
        make.InvolvementFactory,
        **named,
        organization=organizations["funder"],
        role="funder",
        acting_for=alpha,
    )
    fill(make.InvolvementFactory, **part, organization=None, role="beneficiary", side="")
    fill(
        make.InvolvementFactory,
        **part,
        organization=None,
        person=person,
        role="supporter",
        count=None,
        side="",
    )
    joined = fill(make.InvolvementFactory, **named, organization=organizations["unit"], side="")
    fill(make.InvolvementFactory, **named, organization=organizations["founder"], unit="", acting_for=None)
    fill(make.MilestoneFactory, **part, kind="announced", until="", condition={})
    signed = fill(
        make.MilestoneFactory, **part, kind="signed", until="", effective_on="", condition={}, scope={}
    )
    fill(
        make.MilestoneFactory, **part, kind="signed", until="", condition={}, scope={}, places=[], wording=""
    )
    fill(make.MilestoneFactory, **part, kind="approved", by_body=organizations["founder"], scope={})
    fill(make.MilestoneFactory, **part, kind="takes_effect", until="", effective_on="", scope={})
    extended = fill(make.MilestoneFactory, **part, kind="extended", until="", condition={}, scope={})
    fill(make.MilestoneFactory, **part, kind="amended", instrument=newer, until="2151-02-03", condition={})
    fill(make.MilestoneFactory, **part, kind="party_joined", involvement=joined, until="", condition={})
    fill(make.MilestoneFactory, **part, kind="party_left", involvement=joined, until="", condition={})
    fill(
        make.MilestoneFactory,
        **part,
        kind="reviewed",
        is_planned=True,
        on="2142-03-07",
        effective_on="",
        until="",
    )
    fill(make.TermFactory, **part, length="P150Y", until="", renewal="fixed", starts_with="effect", starts_on="",
         renewal_length="", maximum_length="", non_renewal_notice="")  # fmt: skip
    fill(make.TermFactory, **part, until="2171-05-06", renewal="automatic", milestone=extended)
    fill(make.SignatoryFactory, **part, person=person, involvement=alpha, milestone=signed, act="ad_referendum",
         affiliation=organizations["institution"])  # fmt: skip
    fill(make.SignatoryFactory, **part, person=None, name_as_written="", involvement=funder, act="witnessed")
    fill(make.AgreementRelationFactory, **part, older=older, kind="supersedes", stub={})
    fill(make.AgreementRelationFactory, **part, older=None, kind="based_on")
    promise = fill(make.CommitmentFactory, **part, kind="promise", per="year", comparison="up_to",
                   strength="intended", progress="under_way")  # fmt: skip
    promise.by.add(funder)
    fill(make.ResultFactory, **part, commitment=promise, per="month", comparison="about")
    fill(
        make.ContributionFactory, **part, involvement=funder, per="term", comparison="at_least", span="share"
    )
    fill(make.ContributionFactory, **part, kind="in_kind", amount=None, currency="", span="total")
    fill(make.DocumentFactory, **part, authenticity="authentic")
    fill(make.DocumentFactory, **part, authenticity="copy", file=values.file())
    fill(make.ContactFactory, **part, involvement=alpha)
    stated = fill(make.SourceFactory, kind="press_release", archived_copy=values.file(), is_cleared=True)
    inferred = fill(make.SourceFactory, kind="correspondence")
    facts = [
        f"milestones/{signed.key}",
        f"milestones/{signed.key}/on",
        "bindingness",
        f"commitments/{promise.key}",
    ]
    fill(make.AgreementCitationFactory, **part, source=stated, facts=facts)
    fill(
        make.AgreementCitationFactory,
        **part,
        source=inferred,
        facts=[f"milestones/{signed.key}/on"],
        basis="inferred",
    )
    fill(make.AgreementCitationFactory, **part, source=inferred, facts=["background"], says={})
    fill(make.AgreementCitationFactory, **part, source=stated, facts=[], says={}, locator="")
    return agreement


def _ended(values, organizations, person):
    """A letter of intent that was to last, of which notice was given."""
    fill = values.filled
    agreement = fill(make.AgreementFactory, form="letter_of_intent", disclosure_basis="", bindingness="mixed")
    part = {"agreement": agreement}
    fill(make.AgreementTextFactory, **part, language="en", is_working_title=True)
    for name in ("alpha", "founder", "former"):
        fill(make.InvolvementFactory, **part, organization=organizations[name], count=None, country="")
    party = agreement.involvements.first()
    fill(make.MilestoneFactory, **part, kind="signed", until="", condition={}, scope={}, places=[])
    fill(make.TermFactory, **part, until="", length="P9Y", renewal="fixed", starts_with="signature", starts_on="",
         renewal_length="", maximum_length="", non_renewal_notice="")  # fmt: skip
    fill(make.MilestoneFactory, **part, kind="notice_given", notice_of="termination", involvement=party, until="",
         condition={}, scope={})  # fmt: skip
    fill(make.MilestoneFactory, **part, kind="terminated", until="", condition={}, scope={})
    return agreement
