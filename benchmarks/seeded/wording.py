"""Sentences of made-up papers: how people of the field say the same thing. Data only, chosen from by seed.

{ids} are one or several services with the word for them, {trt} is the word for the time, {old} and {new} are times.
"""

from __future__ import annotations

CHANGE = (
    "The {trt} of {ids} will change from {old} to {new}.",
    "The {trt} for {ids} will be changed from {old} to {new}.",
    "The DCC shall change the {trt} of {ids} from {old} to {new}.",
    "The DCC will amend the {trt} for {ids} from {old} to {new}.",
    "This modification will amend the {trt} for {ids} from {old} to {new}.",
    "It is proposed that the {trt} for {ids} is amended from {old} to {new}.",
    "The {trt} for {ids} is to move from {old} to {new}.",
    "{ids} will move from a {trt} of {old} to one of {new}.",
    "{ids} will have the {trt} changed from {old} to {new}.",
    "For {ids} the {trt} changes from {old} to {new}.",
    "For {ids}, the existing {trt} of {old} will be replaced by {new}.",
    "The Proposed Solution moves {ids} from a {trt} of {old} to {new}.",
    "Under the Proposed Solution the {trt} of {ids} goes from {old} to {new}.",
    "The change sets the {trt} for {ids} to {new}, in place of {old}.",
    "The {trt} for {ids} will be {new} instead of {old}.",
    "The {trt} for {ids} shall be {new} rather than {old}.",
    "Replace the existing {old} {trt} of {ids} with {new}.",
    "The current {trt} of {ids} is {old}; the proposed {trt} is {new}.",
    "The {trt} of {ids} is currently {old} and is proposed to be {new}.",
    "{ids} currently have a {trt} of {old}, which will become {new}.",
)
"""A whole group of services in one sentence."""

SHORTER = (
    "The {trt} of {ids} will be reduced from {old} to {new}.",
    "The {trt} for {ids} is shortened from {old} to {new}.",
    "Users will see the {trt} for {ids} fall from {old} to {new}.",
    "This modification brings the {trt} of {ids} down from {old} to {new}.",
)
LONGER = (
    "The {trt} of {ids} will be extended from {old} to {new}.",
    "The {trt} for {ids} is lengthened from {old} to {new}.",
    "This modification increases the {trt} of {ids} from {old} to {new}.",
    "The {trt} for {ids} will be raised from {old} to {new}.",
)
LISTS = (
    "The {trt} of the following {services} will change from {old} to {new}:",
    "The following {services} will have their {trt} amended from {old} to {new}:",
    "These {services} move from a {trt} of {old} to {new}:",
    "The DCC shall change the {trt} of the following {services} from {old} to {new}:",
    "The {trts} listed below will be amended from {old} to {new}:",
    "From implementation the {trt} of these {services} changes from {old} to {new}:",
)
"""A sentence that a list of services goes on from."""

FOLLOWED = (
    ("The solution changes the {trt} of some {services} from {old} to {new}.", "These are {ids}."),
    ("Some {services} will have their {trt} changed from {old} to {new}.", "The affected {services} are {ids}."),
)
"""Two sentences, of which the second names the services."""

ENTRIES = ("{service} {id} {quoted}", "{service} {id} – {name}", "{id} {quoted}", "{id} – {name}", "{service} {id}")
BACKGROUND = (
    "A {trt} is the time within which a response is due once a Service Request has been sent.",
    "Some of these times were set before the systems were built, and practice has shown that they do not fit.",
    "The Proposer has found that the present times do not reflect how the commands are used.",
    "Users plan their work by these times, and reports on performance are measured against them.",
    "The times have not been reviewed since the system went live.",
    "Field staff wait for these responses before they can leave a premises.",
    "Meter operators told the Working Group that the present targets do not match what happens on site.",
    "No change to the format of any command is needed.",
    "The Working Group discussed the matter at several meetings.",
    "Performance reporting counts each late response, whatever the reason for it.",
)
ABOUT = {
    "modification-report": (
        "This document is the Modification Report for {pack}. It gives the background, the issue, the "
        "solution, costs and impacts.",
        "This document is the draft Modification Report for {pack}, with the background, issue, solution, "
        "costs and impacts.",
        "This Modification Report sets out what {pack} changes, why, and what follows from it.",
    ),
    "business-requirements": (
        "This document contains the business requirements for {pack}.",
        "This document sets out the business requirements that {pack} has to meet.",
        "This annex contains the business requirements for the Proposed Solution of {pack}.",
    ),
    "legal-text": (
        "This document contains the redlined changes to the SEC that deliver {pack}.",
        "This document contains the legal text for {pack}.",
        "This annex sets out the legal text for {pack}. Deleted words are struck through and new words are underlined.",
        "This document shows the changes to the Smart Energy Code that {pack} needs.",
    ),
    "full-impact-assessment": (
        "The purpose of this DCC Full Impact Assessment (FIA) is to tell the Working Group what {pack} means "
        "for the DCC.",
        "This Full Impact Assessment gives the DCC's view of {pack}.",
        "This document is the Full Impact Assessment of {pack} by the DCC and its Service Providers.",
    ),
    "panel-paper": (
        "This paper sets out the key points of {pack} and asks the Panel for a decision.",
        "This paper provides a summary of {pack} for the Change Board.",
        "This paper asks the Panel to decide on {pack}.",
    ),
    "consultation-responses": (
        "This document contains the responses received to the Refinement Consultation on {pack}.",
        "This document collates the responses to the consultation on {pack}.",
    ),
}
DRAFTED = (
    "These changes have been drafted against SEC Version {baseline}.",
    "The changes are drafted against SEC Version {baseline}.",
    "This text is drafted against version {baseline}.",
    "The drafting is made against SEC Version {baseline}.",
    "These changes are based on SEC Version {baseline}.",
)
AMEND = (
    "Amend {reference} as follows:",
    "Amend the entry for {reference} to read:",
    "{reference} is amended as follows:",
    "Change {reference} as shown:",
    "The row for {reference} shall read:",
)
DATES = (
    "We recommend an implementation date of {date} ({release} SEC Release) if a decision to approve is "
    "received by {decision}.",
    "The recommended implementation date is {date} ({release} SEC Release), if a decision to approve is "
    "made on or before {decision}.",
    "The Working Group recommends an implementation date of {date}, as part of the "
    "{release} SEC Release, if a decision to "
    "approve is received by {decision}.",
    "If a decision to approve is taken by {decision}, the modification will be implemented on {date} "
    "({release} SEC Release).",
)
LEADS = (
    "The DCC needs a lead time of {lead} months.",
    "From approval the DCC needs a {lead}-month lead time.",
    "The DCC has asked for a lead time of {lead} months from approval.",
)
IMPACTED = (
    "This modification impacts {parties}.",
    "This modification will affect {parties}.",
    "The impacted parties are {parties}.",
    "Parties affected by this modification are {parties}.",
)
COSTS = (
    "The total cost of this modification is {total}.",
    "The total DCC cost is {total}.",
    "The total implementation cost is {total}.",
    "The DCC implementation costs amount to {total}.",
    "The total central cost of the change is approximately {about}.",
)
CONTRACT = (
    "The contract between the DCC and the DSP changes: draft changes to Schedule 2.2 are given below.",
    "The draft changes to Schedule 2.2 are set out below.",
    "Draft changes for Schedule 2.2 are shown in the tables of this section.",
)
ANNEXES = {
    "business-requirements": (
        "The business requirements are in Annex {annex}.",
        "Annex {annex} has the requirements in full.",
    ),
    "legal-text": ("The legal text is in Annex {annex}.", "The changes to the SEC can be found in Annex {annex}."),
    "full-impact-assessment": (
        "The full assessment is in Annex {annex}.",
        "More on costs can be found in Annex {annex}.",
    ),
    "consultation-responses": ("All responses are in Annex {annex}.", "Annex {annex} collates what respondents said."),
}
GLOSSARY = {
    "DCC": "Data Communications Company",
    "DSP": "Data Service Provider",
    "SEC": "Smart Energy Code",
    "TRT": "Target Response Time",
    "SRV": "Service Reference Variant",
    "CAN": "Contract Amendment Note",
    "FIA": "Full Impact Assessment",
    "PIT": "Pre-Integration Testing",
    "SIT": "Systems Integration Testing",
    "UIT": "User Integration Testing",
}
ACTIVITY = {
    "Design": ("Design", "Design", "Solution Design"),
    "Build": ("Build", "Build", "Development"),
    "PIT": ("PIT", "Pre-Integration Testing", "Pre-Integration Testing (PIT)"),
    "SIT": ("SIT", "Systems Integration Testing", "Systems Integration Testing (SIT)"),
    "UIT": ("UIT", "User Integration Testing", "User Integration Testing (UIT)"),
    "Implementation to Live": ("Implementation to Live", "Implement to Live"),
    "Transition to Operations": ("Transition to Operations", "Transition to Operations (TTO)"),
}
PARTY = {
    "Large Suppliers": ("Large Suppliers", "Large Supplier Parties"),
    "Small Suppliers": ("Small Suppliers", "Small Supplier Parties"),
    "Electricity Network Operators": ("Electricity Network Operators", "Electricity Network Parties"),
    "Gas Network Operators": ("Gas Network Operators", "Gas Network Parties"),
    "Other SEC Parties": ("Other SEC Parties", "Other SEC Parties"),
    "DCC": ("the DCC", "the DCC"),
}
OPINIONS = (
    "We agree with the proposed solution.",
    "The change has our support, for the reasons that the Proposer gives.",
    "We would like the change to come sooner.",
    "Our processes need little change.",
    "We see no cost for our organisation.",
    "We would suggest a {trt} of {wish} for {id} instead.",
    "One respondent asked whether {id} could be set at {wish}.",
    "A shorter time would help our installers on site.",
    "We have no comment.",
)
