"""Ranking by any measure, with what it means, on which network it runs, and a file of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.analysis.influence import METRICS, SEGMENTS
from graph.model.vocab import VOCAB
from graph.text import Words
from graph.views import take
from graph.views.asked import ask
from graph.views.circles_strip import called
from graph.views.download import as_csv
from graph.views.figures import DASH, day, known, whole
from graph.views.links import addressed
from graph.views.picture import part, picture
from graph.views.seen import Seen
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.screen import Screen

COLUMNS = ("rank", "name", "account", "score", "percentile", "component")
WITHIN = ("percentile_within", "segment")
NOBODY = "none"


def measures(screen: Screen, region: str | None) -> None:
    """Choose a measure, its network and whether strength counts; the table, what it says, and a file."""
    words = screen.words
    with st.container(border=True, key="centres.measures"):
        picture(part("h2", words("centres.measures.title")), key="centres.measures.head")
        answer = _asked(screen, region)
        question = words(f"metric.{answer.settings['by'][0]}.question")
        st.markdown(f"**{question}** {words(answer.about)}")
        shown = answer.rows.head(200)
        columns = [*COLUMNS, *(WITHIN if "segment" in shown else ())]
        if "segment" in shown:
            shown = shown.assign(segment=_segments(screen, shown["segment"], answer.settings["within"]))
        st.dataframe(
            shown[columns], hide_index=True, height=36 * min(11, len(shown) + 1), key="centres.measures.table",
            column_config=_columns(words, answer),
        )  # fmt: skip
        _foot(screen, answer)
        _agreement(screen, answer)


def _segments(screen: Screen, values: Any, within: str) -> list[str]:
    """The segment of each row as people name it; a dash for none."""
    words = screen.words
    names: dict[Any, str] = {}
    if within == "circle":
        rows = ask(screen, "circles").rows
        names = {int(one): called(name, words) for one, name in zip(rows["circle"], rows["name"], strict=True)}
    elif within in VOCAB:
        names = {one: words.choice(within, one) for one in VOCAB[within].allowed}
    return [names.get(one, DASH if within == "circle" else str(one)) if known(one) else DASH for one in values]


def _agreement(screen: Screen, answer: Answer) -> None:
    """Whether the measures on this network say the same thing; worked out when it is asked for."""
    words, on = screen.words, str(answer.settings["network"])
    if not st.toggle(words("centres.measures.agreement"), key="centres.agreement"):
        return
    found = ask(screen, "agreement", on=on)
    st.markdown(words("figure.sentences").join(safe(note.say(words)) for note in found.notes))
    st.caption(words(found.about))


def _asked(screen: Screen, region: str | None) -> Answer:
    """The answer to what the widgets say; a choice of one is not shown."""
    words = screen.words
    one, two, three, four, five = st.columns([3, 3, 2, 2, 2], vertical_alignment="bottom")
    key = one.selectbox(words("centres.measures.measure"), list(METRICS), key="centres.measure",
                        on_change=addressed("centres.measure", list(METRICS), "influence"),
                        format_func=lambda m: words(f"metric.{m}.label"))  # fmt: skip
    metric = METRICS[key]
    on = two.selectbox(words("centres.measures.network"), list(metric.networks), key=f"centres.network.{key}",
                       format_func=lambda n: words(f"network.{n}.label"))  # fmt: skip
    weight, direction = "strength", "outward"
    if metric.weight != "none":
        weight = three.selectbox(words("centres.measures.weight"), ["strength", "none"], key="centres.weight",
                                 format_func=lambda w: words(f"centres.weight.{w}"))  # fmt: skip
    if on in ("influence", "referral"):
        direction = four.selectbox(words("centres.measures.direction"), ["outward", "inward"], key="centres.direction",
                                   format_func=lambda w: words(f"centres.direction.{w}"))  # fmt: skip
    within = NOBODY
    if on not in ("account", "rep"):
        within = five.selectbox(words("centres.measures.within"), [NOBODY, *SEGMENTS], key="centres.within",
                                format_func=lambda one: words(f"centres.within.{one}"))  # fmt: skip
    answer: Answer = ask(screen, "rank", by=(key,), on=on, weight=weight, direction=direction,
                         where={"region": region} if region else None, revision=screen.revision,
                         within=None if within == NOBODY else within)  # fmt: skip
    return answer


def _columns(words: Words, answer: Answer) -> dict[str, Any]:
    labels = {name: words(f"centres.measures.{name}") for name in (*COLUMNS, *WITHIN)}
    score = "%.1f" if answer.rows["score"].abs().max() >= 10 else "%.4f"
    return {
        **{name: st.column_config.Column(label) for name, label in labels.items()},
        "score": st.column_config.NumberColumn(labels["score"], format=score),
        **{
            name: st.column_config.ProgressColumn(labels[name], format="%.0f", min_value=0, max_value=100)
            for name in ("percentile", "percentile_within")
        },
    }


def _foot(screen: Screen, answer: Answer) -> None:
    """Population, settings and notes; and the whole ranking as a file."""
    words, counted = screen.words, answer.population
    said = [words(
        "centres.measures.population", day=day(words, counted["as_of"]), people=whole(counted["people"]),
        ties=whole(counted["ties"]), network=words(f"network.{answer.settings['network']}.label"),
    )]  # fmt: skip
    said += [safe(note.say(words)) for note in answer.notes]
    left, right = st.columns([6, 1.4], vertical_alignment="center")
    left.caption(words("figure.sentences").join(said))
    right.download_button(
        words("centres.measures.download"), data=lambda: _file(screen, answer), mime="text/csv",
        file_name=answer.settings["by"][0] + ".csv", key="centres.download", on_click="ignore", width="stretch",
        icon=":material/download:",
    )  # fmt: skip


def _file(screen: Screen, answer: Answer) -> bytes:
    """The whole ranking as a file, and told to the journal."""
    words, ids = screen.words, tuple(map(str, answer.rows["id"]))
    take.log(screen, Seen("centres.measures", words("centres.measures.title"), ids), "csv")
    return ranked_csv(answer, words)


def ranked_csv(answer: Answer, words: Words) -> bytes:
    """The whole ranking as a file."""
    headings = {"id": words.field("id"), **{name: words(f"centres.measures.{name}") for name in COLUMNS}}
    return as_csv(answer.rows, headings)
