"""The operators: each seeds one sort of error in a clean pack, or says that the pack has no place for it."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.seeded.operators import others, services, times
from benchmarks.seeded.operators.seeded import Operator, Repair, Seeded

__all__ = ["OPERATORS", "Operator", "Repair", "Seeded"]

OPERATORS: Mapping[str, Operator] = {
    "id of a neighbour": services.id_of_neighbour,
    "id transposed": services.id_transposed,
    "id of another service": services.id_of_another,
    "id that does not exist": services.id_dangling,
    "row of another service": services.row_of_another,
    "name of another service": services.name_of_another,
    "name shortened": services.name_shortened,
    "reference of another": services.reference_of_another,
    "row dropped": services.row_dropped,
    "row doubled": services.row_doubled,
    "ids of two rows swapped": services.ids_swapped,
    "one service more in one place": services.scope_with_one_more,
    "one service less in one place": services.scope_with_one_less,
    "digit of a target": times.digit,
    "unit of a target": times.unit,
    "target of another band": times.target_of_another_band,
    "old value not in force": times.old_value_not_in_force,
    "old and new swapped": times.old_and_new_swapped,
    "off by the margin": times.off_by_the_margin,
    "DSP figure": times.part_of_provider,
    "CSP figure not contracted": times.csp_not_contracted,
    "CSP figure of another band": times.csp_of_another_band,
    "party not ticked": others.party_missing,
    "party ticked too much": others.party_extra,
    "role opened in one place": others.role_opened,
    "role left out": others.role_left_out,
    "cost line": others.cost_line,
    "total": others.total,
    "cost of work not needed": others.cost_of_work_not_needed,
    "phase order": others.phase_order,
    "implementation date": others.date,
    "decision too late": others.date_too_late,
    "lead time": others.lead_time,
    "release label": others.release_label,
    "version": others.version,
    "baseline": others.baseline,
    "expansion": others.expansion,
    "reference number": others.reference_number,
    "contract named wrongly": others.contract_named_wrongly,
}
