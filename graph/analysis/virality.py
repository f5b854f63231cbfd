"""The form of a chain: a star, a line, or a tree that runs on."""

from __future__ import annotations

from graph.analysis.answer import Sentence
from graph.analysis.attribution import Forest
from graph.analysis.lineage import Places

STAR_STEPS = 2.25
LINE_SHARE = 0.75


def virality(trees: Forest, found: Places) -> float:
    """Mean steps between two members of one chain; NaN for one person alone.

    2(n-1)/n for a star, (n+1)/3 for a line. `found` are the places of one chain, its top first. Source: Goel et al.
    2016, structural virality (the Wiener index, counted over each tie as below × beside).
    """
    n = len(found)
    below = trees.lay.size[found[1:]].astype(float)
    return float((below * (n - below)).sum() * 2 / (n * (n - 1))) if n > 1 else float("nan")


def form(mean_steps: float, n: int) -> Sentence:
    """The word for a shape: a star, a line, a tree that runs on; too small below four people, where all are alike.

    >>> form(1.8, 10).key, form(11 / 3, 10).key, form(3.5, 15).key
    ('chains.form.star', 'chains.form.line', 'chains.form.tree')
    """
    if n < 4:
        return Sentence("chains.form.small", {"n": n})
    star, line = 2 * (n - 1) / n, (n + 1) / 3
    if mean_steps - star >= LINE_SHARE * (line - star):
        return Sentence("chains.form.line", {})
    return Sentence("chains.form.star" if mean_steps <= STAR_STEPS else "chains.form.tree", {})
