"""The functions that the source of every document begins with, in the typesetter's own language.

What is written once here is not written for every paragraph: the source stays small and the typesetter fast.
"""

PRELUDE = """
#set text(font: measures.font, lang: "vi", region: "vn", size: measures.text, fallback: false, hyphenate: false,
  top-edge: 0.891em, bottom-edge: -0.216em, ligatures: false, kerning: false,
  overhang: false)
#set par(spacing: 0pt, linebreaks: "simple")
#set block(spacing: 0pt)
#set table.cell(breakable: false)
#show heading: it => it.body

#let numbered() = context {
  let page = counter(page).get().first()
  if page > 1 {
    set text(size: measures.number)
    align(center, str(page))
  }
}

#let sheet(last, flipped, body) = {
  set page(paper: "a4", flipped: flipped, margin: (top: measures.top, bottom: measures.bottom, left: measures.left,
    right: measures.right), header-ascent: 0pt, header: {
      v(measures.header)
      numbered()
      v(1fr)
    })
  body
  // The header of the next page asks before its body could answer, so the count starts anew from here.
  if not last { counter(page).update(0) }
}

#let run((words, size, weight, style)) = text(size: size, weight: weight, style: style, words)

#let para(side, justified, (first, left, right), (before, after), leading, sticky, whole, level, runs) = {
  set text(size: runs.first().at(1))
  let words = runs.map(run).join()
  // Word gives a line's extra height to every line, the first too.
  block(width: 100%, above: before, below: after, inset: (top: leading, left: left, right: right), sticky: sticky,
    breakable: not whole, {
      set align(side)
      if level == none {
        par(justify: justified, first-line-indent: (amount: first, all: true), leading: leading, words)
      } else {
        set par(justify: justified, leading: leading)
        heading(level: level, h(first) + words)
      }
    })
}

#let stroke(left, right, above, below) = block(width: 100%, above: above, below: 0pt, inset: (left: left,
  right: right), height: below, pdf.artifact(line(length: 100%, stroke: 0.75pt)))

#let room(height, sticky) = block(width: 100%, height: height, sticky: sticky)

#let sides(widths, cells) = block(width: 100%, breakable: false, grid(columns: widths, ..cells))

#let grille(widths, padding, head, body) = align(center, table(columns: widths, stroke: 0.5pt, align: left + top,
  inset: (left: padding, right: padding, top: 1pt, bottom: 1pt), table.header(..head), ..body))

"""
