"""Pairing two sides so that the sum of what the pairs are worth is greatest (the Hungarian method)."""

from collections.abc import Sequence

_FAR = float("inf")


def best_pairs(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one pairing of rows and columns with the greatest sum.

    in: a table of rows by columns, each cell the worth of that pair (0 or less: no pair). out: (row, column) pairs in
    the order of rows, only those worth something.
    """
    if not worth or not worth[0]:
        return []
    if len(worth) > len(worth[0]):
        turned = [list(column) for column in zip(*worth, strict=True)]
        return sorted((row, column) for column, row in best_pairs(turned))
    columns = _cheapest([[-max(cell, 0.0) for cell in row] for row in worth])
    return [(row, column) for row, column in enumerate(columns) if worth[row][column] > 0]


def _cheapest(cost: list[list[float]]) -> list[int]:
    """The column of each row in the pairing of least cost; there are at least as many columns as rows."""
    rows, columns = len(cost), len(cost[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    holder = [0] * (columns + 1)  # the row (from 1) that holds each column; column 0 is where a search starts
    for row in range(1, rows + 1):
        holder[0] = row
        came_from = _path(cost, holder, row_price, column_price)
        column = came_from.pop()
        while column:
            before = came_from[column]
            holder[column] = holder[before]
            column = before
    found = [0] * rows
    for column in range(1, columns + 1):
        if holder[column]:
            found[holder[column] - 1] = column - 1
    return found


def _path(cost: list[list[float]], holder: list[int], row_price: list[float], column_price: list[float]) -> list[int]:
    """The cheapest way from column 0 to a free column, prices kept true on the way.

    out: for each column the column before it on the way, and last the free column that was reached.
    """
    size = len(column_price)
    shortest, came_from, seen = [_FAR] * size, [0] * size, [False] * size
    here = 0
    while holder[here]:
        seen[here] = True
        row = holder[here]
        step, nearest = _FAR, 0
        for column in range(1, size):
            if seen[column]:
                continue
            reduced = cost[row - 1][column - 1] - row_price[row] - column_price[column]
            if reduced < shortest[column]:
                shortest[column], came_from[column] = reduced, here
            if shortest[column] < step:
                step, nearest = shortest[column], column
        for column in range(size):
            if seen[column]:
                row_price[holder[column]] += step
                column_price[column] -= step
            else:
                shortest[column] -= step
        here = nearest
    return [*came_from, here]
