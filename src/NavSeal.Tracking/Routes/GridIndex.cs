namespace NavSeal.Tracking.Routes;

/// <summary>Which pieces of something lie in which cell of a grid of degrees. Built once, asked often: a look-up neither searches nor
/// allocates.</summary>
internal sealed class GridIndex
{
    private readonly double west, south, cellDegrees;
    private readonly int[] starts, pieces;

    /// <param name="boxes">The extent of each piece.</param>
    /// <param name="cellDegrees">Length and height of a cell.</param>
    public GridIndex(ReadOnlySpan<DegreeBox> boxes, double cellDegrees)
    {
        this.cellDegrees = cellDegrees;
        var all = boxes[0];
        foreach (var box in boxes) all = all.With(box);
        (west, south) = (all.West, all.South);
        (Columns, Rows) = (Cell(all.East - west) + 1, Cell(all.North - south) + 1);
        starts = new int[(Columns * Rows) + 1];
        foreach (var box in boxes)
            foreach (var cell in CellsOf(box)) starts[cell + 1]++;
        for (var cell = 0; cell < Columns * Rows; cell++) starts[cell + 1] += starts[cell];
        pieces = new int[starts[^1]];
        var next = starts.AsSpan(0, Columns * Rows).ToArray();
        for (var piece = 0; piece < boxes.Length; piece++)
            foreach (var cell in CellsOf(boxes[piece])) pieces[next[cell]++] = piece;
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>The cell of a place; outside of the grid its column or row is below 0 or beyond the last.</summary>
    public (int Column, int Row) CellAt(double latitude, double longitude) => (Cell(longitude - west), Cell(latitude - south));

    /// <summary>The middle of a cell.</summary>
    public (double Latitude, double Longitude) MiddleOf(int column, int row) =>
        (south + ((row + 0.5) * cellDegrees), west + ((column + 0.5) * cellDegrees));

    /// <summary>The pieces that touch a cell; none outside of the grid.</summary>
    public ReadOnlySpan<int> At(int column, int row)
    {
        if (column < 0 || column >= Columns || row < 0 || row >= Rows) return [];
        var cell = (row * Columns) + column;
        return pieces.AsSpan(starts[cell], starts[cell + 1] - starts[cell]);
    }

    private int Cell(double degrees) => (int)Math.Floor(degrees / cellDegrees);

    private IEnumerable<int> CellsOf(DegreeBox box)
    {
        var (firstColumn, firstRow) = CellAt(box.South, box.West);
        var (lastColumn, lastRow) = CellAt(box.North, box.East);
        for (var row = firstRow; row <= lastRow; row++)
            for (var column = firstColumn; column <= lastColumn; column++) yield return (row * Columns) + column;
    }
}

/// <summary>An extent in degrees, all sides included; none crosses the 180th meridian.</summary>
internal readonly record struct DegreeBox(double South, double West, double North, double East)
{
    public DegreeBox With(DegreeBox other) => new(
        Math.Min(South, other.South), Math.Min(West, other.West), Math.Max(North, other.North), Math.Max(East, other.East));
}
