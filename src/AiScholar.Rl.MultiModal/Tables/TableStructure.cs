using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds rows, columns and cells of a table region: columns from vertical rulings and, between them, from rivers of white space; rows from
/// horizontal rulings and, between them, from the lines of text; spans from both. Every word of the region ends up in exactly one cell.
/// </summary>
internal static class TableStructure
{
    /// <summary>The table in <paramref name="region"/>, or null when it holds no words.</summary>
    public static RecognizedTable? Recognize(PageLayout layout, BoundingBox region)
    {
        PageWord[] words = [.. layout.Page.Words.Where(word => region.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY))];
        return Recognize(words, layout.Rulings);
    }

    public static RecognizedTable? Recognize(IReadOnlyList<PageWord> words, IReadOnlyList<Ruling> allRulings)
    {
        List<TextLine> lines = LineBuilder.Build(words);
        if (lines.Count == 0)
            return null;
        BoundingBox text = BoundingBox.Union(lines.Select(line => line.BoundingBox));
        var rulings = new GridRulings(allRulings, text, lines);
        List<List<PageWord>> bandWords = Bands(lines.SelectMany(line => line.Words), text, rulings, out List<double> edges);
        List<TextLine>[] bandLines = [.. bandWords.Select(band => LineBuilder.Build(band))];

        TableColumns columns = FindColumns([.. bandLines.SelectMany(band => band)], text, rulings);
        TableLine[][] bands = [.. bandLines.Select(band => band.Select(line => LineCutter.Cut(line, columns, rulings.Verticals)).ToArray())];
        columns = WithoutEmptyColumns(columns, bands, out bool changed);
        if (changed)
            bands = [.. bandLines.Select(band => band.Select(line => LineCutter.Cut(line, columns, rulings.Verticals)).ToArray())];

        var grid = new TableGrid(FindRows(bands, columns, edges), columns, rulings);
        PageWord[] turned = [.. words.Where(word => word.Rotation != 0)];
        return ToTable(grid, SpanFinder.Find(grid), turned);
    }

    /// <summary>Parts words at the horizontal rulings that cross at least a column's width.</summary>
    private static List<List<PageWord>> Bands(IEnumerable<PageWord> words, BoundingBox text, GridRulings rulings, out List<double> edges)
    {
        List<double> inner = [.. rulings.Rows().Where(y => y > text.Top + 1 && y < text.Bottom - 1)];
        edges = [text.Top - 2, .. inner, text.Bottom + 2];
        List<double> outer = rulings.Rows();
        if (outer.Count > 0 && outer[0] <= text.Top + 1)
            edges[0] = outer.Last(y => y <= text.Top + 1);
        if (outer.Count > 0 && outer[^1] >= text.Bottom - 1)
            edges[^1] = outer.First(y => y >= text.Bottom - 1);
        var bands = Enumerable.Range(0, edges.Count - 1).Select(_ => new List<PageWord>()).ToList();
        foreach (PageWord word in words)
        {
            double middle = word.Baseline - (0.3 * word.FontSize);
            int band = 0;
            while (band + 1 < bands.Count && middle >= edges[band + 1])
                band++;
            bands[band].Add(word);
        }

        return bands;
    }

    private static TableColumns FindColumns(IReadOnlyList<TextLine> lines, BoundingBox text, GridRulings rulings)
    {
        double left = text.Left - 1, right = text.Right + 1;
        List<double> outer = rulings.Columns(double.MinValue, double.MaxValue);
        double leftEdge = outer.Where(x => x <= left + 3).DefaultIfEmpty(left).Last(), rightEdge = outer.Where(x => x >= right - 3).DefaultIfEmpty(right).First();
        List<double> ruled = rulings.Columns(left, right);
        double[] edges = [leftEdge, .. ruled, rightEdge];
        var boundaries = new List<ColumnBoundary>();
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            bool ruledLeft = Stands(rulings, edges[i], text), ruledRight = Stands(rulings, edges[i + 1], text);
            RiverDemand demand = ruledLeft && ruledRight ? RiverDemand.Enclosed : ruledLeft || ruledRight ? RiverDemand.HalfEnclosed : RiverDemand.Open;
            List<TextLine> within = [];
            foreach (TextLine line in lines)
            {
                PageWord[] words = [.. line.Words.Where(word => word.BoundingBox.CenterX >= edges[i] && word.BoundingBox.CenterX < edges[i + 1])];
                if (words.Length > 0)
                    within.Add(new TextLine(words, line.Baseline, line.FontSize));
            }

            boundaries.AddRange(ColumnFinder.Find(within, Math.Max(edges[i], left), Math.Min(edges[i + 1], right), demand).Select(river => new ColumnBoundary(river, false)));
            if (i + 2 < edges.Length)
                boundaries.Add(new ColumnBoundary(new Span(edges[i + 1], edges[i + 1]), true));
        }

        return new TableColumns(leftEdge, rightEdge, boundaries);
    }

    private static bool Stands(GridRulings rulings, double x, BoundingBox text) => rulings.CoverUp(x, new Span(text.Top, text.Bottom)) > 0.6;

    private static TableColumns WithoutEmptyColumns(TableColumns columns, TableLine[][] bands, out bool changed)
    {
        var boundaries = new List<ColumnBoundary>();
        changed = false;
        bool[] filled = [.. Enumerable.Range(0, columns.Count).Select(column => bands.Any(band => band.Any(line => line.Pieces.Any(piece => piece.FirstColumn == column && !piece.IsSpanning))))];
        bool any = filled[0];
        for (int column = 1; column < columns.Count; column++)
        {
            if (any && filled.Skip(column).Any(found => found) && filled[column - 1])
                boundaries.Add(columns.Boundaries[column - 1]);
            else
                changed = true;
            any |= filled[column];
        }

        return changed ? new TableColumns(columns.Edge(0), columns.Edge(columns.Count), boundaries) : columns;
    }

    private static List<TableRow> FindRows(TableLine[][] bands, TableColumns columns, List<double> edges)
    {
        RowEvidence evidence = RowEvidence.Of(bands, columns);
        int heads = HeaderFinder.HeadLines([.. bands.SelectMany(band => band)]), passed = 0;
        var rows = new List<TableRow>();
        for (int band = 0; band < bands.Length; band++)
        {
            TableLine[] lines = bands[band];
            int head = Math.Clamp(heads - passed, 0, lines.Length);
            passed += lines.Length;
            List<List<TableLine>> groups = RowFinder.Group(lines, evidence, head);
            for (int i = 0; i < groups.Count; i++)
                rows.Add(new TableRow(band, groups[i]));
        }

        for (int i = 0; i < rows.Count; i++)
        {
            bool sameBandAbove = i > 0 && rows[i - 1].Band == rows[i].Band, sameBandBelow = i + 1 < rows.Count && rows[i + 1].Band == rows[i].Band;
            rows[i].Top = sameBandAbove ? rows[i - 1].Bottom : edges[rows[i].Band];
            rows[i].Bottom = sameBandBelow ? (rows[i].TextBottom + rows[i + 1].TextTop) / 2 : edges[rows[i].Band + 1];
        }

        return rows;
    }

    private static RecognizedTable ToTable(TableGrid grid, List<GridArea> areas, PageWord[] turned)
    {
        int heads = HeaderFinder.HeadRows(grid, areas);
        var cells = new List<TableCell>(areas.Count);
        foreach (GridArea area in areas)
        {
            var box = BoundingBox.FromEdges(grid.Columns.Edge(area.FirstColumn), grid.Rows[area.FirstRow].Top, grid.Columns.Edge(area.LastColumn + 1), grid.Rows[area.LastRow].Bottom);
            List<LinePiece> pieces = [];
            for (int row = area.FirstRow; row <= area.LastRow; row++)
            {
                for (int column = area.FirstColumn; column <= area.LastColumn; column++)
                    pieces.AddRange(grid.Pieces(row, column));
            }

            PageWord[] sideways = [.. turned.Where(word => Holds(grid, area, word))];
            cells.Add(new TableCell
            {
                Row = area.FirstRow,
                Column = area.FirstColumn,
                RowSpan = area.RowCount,
                ColumnSpan = area.ColumnCount,
                Text = Join(pieces, sideways),
                BoundingBox = box,
                IsHeader = area.FirstRow < heads,
            });
        }

        var all = BoundingBox.Union(cells.Select(cell => cell.BoundingBox));
        return new RecognizedTable
        {
            Grid = grid,
            BoundingBox = all,
            Content = new TableContent { RowCount = grid.Rows.Count, ColumnCount = grid.Columns.Count, HeaderRowCount = heads, Headers = Headers(cells, grid.Columns.Count, heads), Cells = cells },
        };
    }

    /// <summary>A turned word belongs to the place its middle is in, or to the nearest.</summary>
    private static bool Holds(TableGrid grid, GridArea area, PageWord word)
    {
        int column = grid.Columns.Of(word.BoundingBox.CenterX), row = 0;
        while (row + 1 < grid.Rows.Count && word.BoundingBox.CenterY >= grid.Rows[row].Bottom)
            row++;
        return row >= area.FirstRow && row <= area.LastRow && column >= area.FirstColumn && column <= area.LastColumn;
    }

    private static string Join(List<LinePiece> pieces, PageWord[] turned)
    {
        var text = new StringBuilder();
        foreach (LinePiece piece in pieces.OrderBy(piece => Math.Round(piece.Words[0].Baseline)).ThenBy(piece => piece.BoundingBox.Left))
            text.Append(text.Length == 0 ? "" : " ").Append(piece.Text);
        foreach (PageWord word in turned)
            text.Append(text.Length == 0 ? "" : " ").Append(word.Text);
        return text.ToString();
    }

    private static string[] Headers(List<TableCell> cells, int columns, int heads)
    {
        string[] headers = new string[columns];
        for (int column = 0; column < columns; column++)
        {
            headers[column] = string.Join(' ', cells
                .Where(cell => cell.Row < heads && cell.Column <= column && cell.Column + cell.ColumnSpan > column && cell.Text.Length > 0)
                .Select(cell => cell.Text));
        }

        return heads == 0 ? [] : headers;
    }
}
