"""Circles by votes: everybody takes the label that most of their neighbours have, all at once, again and again."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.csr import CSR
from graph.engine.work import Watch, step
from graph.model.errors import BadValue

Labels = NDArray[np.int64]
ROUNDS = 20


def label_propagation(csr: CSR, *, rounds: int = ROUNDS, watch: Watch | None = None) -> Labels:
    """A label a node, that of some node of its circle, after `rounds` rounds of votes, or fewer once nothing changes.

    Everybody begins with their own number and votes once for it; each neighbour, whatever the direction, weight and
    number of ties, has one vote. Of equally many votes the smallest label wins, so there is nothing to draw. Two halves
    of a graph may swap labels for ever: `rounds` ends that. An empty graph has no labels. Raghavan, Albert and Kumara
    2007, all at once.
    """
    pairs = csr.simple
    label = np.arange(csr.n)
    everybody = np.arange(csr.n)
    for turn in range(checked_rounds(rounds)):
        new = voted(everybody, pairs.start, pairs.to, label)
        if (new == label).all():
            break
        label = new
        step(watch, (turn + 1) / rounds)
    return label


def checked_rounds(rounds: int) -> int:
    """The number of rounds; BadValue for one below 0."""
    if rounds < 0:
        raise BadValue("error.bad_value.engine_value", field="rounds", value=rounds, allowed=["≥ 0"])
    return rounds


def voted(nodes: ArrayLike, start: ArrayLike, to: ArrayLike, label: Labels) -> Labels:
    """The next label of each of `nodes`, whose neighbours are `to[start[i]:start[i + 1]]`."""
    here, begin = np.asarray(nodes), np.asarray(start)
    if not len(here):
        return np.empty(0, np.int64)
    place = np.repeat(np.arange(len(here)), np.diff(begin))
    ballot = np.r_[place, np.arange(len(here))] * np.int64(len(label)) + np.r_[label[np.asarray(to)], label[here]]
    ballot, votes = np.unique(ballot, return_counts=True)
    voter, choice = np.divmod(ballot, len(label))
    order = np.lexsort((choice, -votes, voter))
    first = np.flatnonzero(np.r_[True, np.diff(voter[order]) > 0])
    return np.asarray(choice[order[first]], dtype=np.int64)
