using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Tables;

/// <summary>Reads and writes the files of the ICDAR-2013 table competition: <c>-reg.xml</c> (regions) and <c>-str.xml</c> (cells), in PDF coordinates, y upwards.</summary>
public static class IcdarFiles
{
    /// <summary>Reads the tables of a structure or region file; a region file's tables have no cells.</summary>
    /// <exception cref="MeasureInputException">The file is not of that format.</exception>
    public static IReadOnlyList<GridTable> Read(string path)
    {
        try
        {
            return [.. XDocument.Load(path).Descendants("region").Select(ReadRegion)];
        }
        catch (Exception exception) when (exception is XmlException or FormatException or ArgumentNullException or IOException)
        {
            throw new MeasureInputException($"'{path}' is not an ICDAR-2013 table file: {exception.Message}", exception);
        }
    }

    /// <summary>Writes <c>NAME-reg.xml</c> and <c>NAME-str.xml</c> into a folder.</summary>
    public static void Write(string folder, string name, IReadOnlyList<GridTable> tables)
    {
        Directory.CreateDirectory(folder);
        Save("reg", table => []);
        Save("str", table => table.Cells.Select((cell, index) => new XElement(
            "cell",
            new XAttribute("id", index + 1),
            new XAttribute("start-row", cell.StartRow),
            new XAttribute("start-col", cell.StartColumn),
            cell.EndRow > cell.StartRow ? new XAttribute("end-row", cell.EndRow) : null,
            cell.EndColumn > cell.StartColumn ? new XAttribute("end-col", cell.EndColumn) : null,
            Box(cell.X1, cell.Y1, cell.X2, cell.Y2),
            new XElement("content", XmlSafe(cell.Text)))));

        void Save(string kind, Func<GridTable, IEnumerable<XElement>> content) => new XDocument(new XElement(
            "document",
            new XAttribute("filename", $"{name}-{kind}.xml"),
            tables.Select((table, index) => new XElement(
                "table",
                new XAttribute("id", index + 1),
                new XElement(
                    "region",
                    new XAttribute("id", 1),
                    new XAttribute("page", table.Page),
                    kind == "str" ? new XAttribute("col-increment", 0) : null,
                    kind == "str" ? new XAttribute("row-increment", 0) : null,
                    Box(table.X1, table.Y1, table.X2, table.Y2),
                    content(table)))))).Save(Path.Combine(folder, $"{name}-{kind}.xml"));
    }

    private static XElement Box(double x1, double y1, double x2, double y2) => new(
        "bounding-box", new XAttribute("x1", Round(x1)), new XAttribute("y1", Round(y1)), new XAttribute("x2", Round(x2)), new XAttribute("y2", Round(y2)));

    private static string Round(double value) => Math.Round(value).ToString(CultureInfo.InvariantCulture);

    private static string XmlSafe(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));

    private static GridTable ReadRegion(XElement region)
    {
        GridCell[] cells = [.. region.Elements("cell").Select(ReadCell)];
        XElement? box = region.Element("bounding-box");
        int page = (int)region.Attribute("page")!;
        if (box is not null)
            return new GridTable(page, Number(box, "x1"), Number(box, "y1"), Number(box, "x2"), Number(box, "y2"), cells);
        return cells.Length == 0
            ? new GridTable(page, 0, 0, 0, 0, cells)
            : new GridTable(page, cells.Min(cell => cell.X1), cells.Min(cell => cell.Y1), cells.Max(cell => cell.X2), cells.Max(cell => cell.Y2), cells);
    }

    private static GridCell ReadCell(XElement cell)
    {
        int row = (int)cell.Attribute("start-row")!, column = (int)cell.Attribute("start-col")!;
        XElement? box = cell.Element("bounding-box");
        return new GridCell(row, (int?)cell.Attribute("end-row") ?? row, column, (int?)cell.Attribute("end-col") ?? column, (string?)cell.Element("content") ?? "")
        {
            X1 = box is null ? 0 : Number(box, "x1"),
            Y1 = box is null ? 0 : Number(box, "y1"),
            X2 = box is null ? 0 : Number(box, "x2"),
            Y2 = box is null ? 0 : Number(box, "y2"),
        };
    }

    private static double Number(XElement element, string attribute) => (double)element.Attribute(attribute)!;
}
