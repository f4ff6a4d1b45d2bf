using System.Text.Json;

namespace AiScholar.Rl.Evaluation.Diagrams;

/// <summary>
/// Where a d2 board's coordinates lie in its picture. d2 draws the box of everything on the board: shapes with half of their outline, labels set
/// outside, copies of stacked shapes, routes and labels of connections; the picture is that box, scaled.
/// </summary>
public sealed class BoardFrame
{
    private const double LabelPadding = 5, CopyOffset = 10, DepthOffset = 15, BadgeRadius = 16;
    private double _left = double.MaxValue, _top = double.MaxValue, _right = double.MinValue, _bottom = double.MinValue;

    private BoardFrame()
    {
    }

    /// <summary>The transform of a board drawn to a picture of the given size in pixels.</summary>
    public static Func<BoundingBox, BoundingBox> Of(JsonElement board, int width, int height)
    {
        var frame = new BoardFrame();
        foreach (JsonElement shape in board.GetProperty("shapes").EnumerateArray())
            frame.AddShape(shape);
        foreach (JsonElement connection in Items(board, "connections"))
            frame.AddConnection(connection);
        // What a legend or an icon adds stands at the right or the bottom: the smaller scale is the true one.
        double scale = Math.Min(width / (frame._right - frame._left), height / (frame._bottom - frame._top));
        return box => new BoundingBox((box.X - frame._left) * scale, (box.Y - frame._top) * scale, box.Width * scale, box.Height * scale);
    }

    /// <summary>The members of an array, none when it is null or absent.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : [];

    /// <summary>The box of a shape in board units.</summary>
    public static BoundingBox BoxOf(JsonElement shape)
    {
        JsonElement position = shape.GetProperty("pos");
        return new BoundingBox(Number(position, "x"), Number(position, "y"), Number(shape, "width"), Number(shape, "height"));
    }

    private static double Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private void Add(double left, double top, double right, double bottom)
    {
        (_left, _top) = (Math.Min(_left, left), Math.Min(_top, top));
        (_right, _bottom) = (Math.Max(_right, right), Math.Max(_bottom, bottom));
    }

    private void AddShape(JsonElement shape)
    {
        BoundingBox box = BoxOf(shape);
        double half = Math.Ceiling(Number(shape, "strokeWidth") / 2);
        Add(box.Left - half, box.Top - half, box.Right + half, box.Bottom + half);
        if (Text(shape, "tooltip").Length > 0 || Text(shape, "link").Length > 0)
            Add(box.Left, box.Top - half - BadgeRadius, box.Right + half + BadgeRadius, box.Bottom);
        if (Flag(shape, "3d"))
            Add(box.Left, box.Top - half - (Text(shape, "type") == "hexagon" ? DepthOffset / 2 : DepthOffset), box.Right + half + DepthOffset, box.Bottom);
        if (Flag(shape, "multiple"))
            Add(box.Left, box.Top - half - CopyOffset, box.Right + half + CopyOffset, box.Bottom);
        string[] place = Text(shape, "labelPosition").Split('_');
        if (Text(shape, "label").Length == 0 || place.Length != 3 || place[0] != "OUTSIDE")
            return;
        double width = Number(shape, "labelWidth"), height = Number(shape, "labelHeight");
        bool aside = place[1] is "LEFT" or "RIGHT";
        double x = place[1] == "LEFT" ? box.Left - LabelPadding - width
            : place[1] == "RIGHT" ? box.Right + LabelPadding
            : place[2] == "LEFT" ? box.Left + LabelPadding : place[2] == "RIGHT" ? box.Right - LabelPadding - width : box.CenterX - (width / 2);
        double y = place[1] == "TOP" ? box.Top - LabelPadding - height
            : place[1] == "BOTTOM" ? box.Bottom + LabelPadding
            : aside && place[2] == "TOP" ? box.Top + LabelPadding : aside && place[2] == "BOTTOM" ? box.Bottom - LabelPadding - height : box.CenterY - (height / 2);
        Add(x, y, x + width, y + height);
    }

    private void AddConnection(JsonElement connection)
    {
        double half = Math.Ceiling(Number(connection, "strokeWidth") / 2);
        (double X, double Y)[] route = [.. Items(connection, "route").Select(point => (Number(point, "x"), Number(point, "y")))];
        foreach ((double x, double y) in route)
            Add(Math.Floor(x) - half, Math.Floor(y) - half, Math.Ceiling(x) + half, Math.Ceiling(y) + half);
        if (Text(connection, "label").Length == 0 || route.Length < 2)
            return;
        string place = Text(connection, "labelPosition");
        double share = place.Contains("UNLOCKED", StringComparison.Ordinal) ? Number(connection, "labelPercentage")
            : place.Contains("LEFT", StringComparison.Ordinal) ? 0.25 : place.Contains("RIGHT", StringComparison.Ordinal) ? 0.75 : 0.5;
        double rest = share * route.Zip(route.Skip(1), Distance).Sum();
        for (int i = 1; i < route.Length; i++)
        {
            double length = Distance(route[i - 1], route[i]);
            if (rest > length && i < route.Length - 1)
            {
                rest -= length;
                continue;
            }

            double t = length > 0 ? Math.Min(1, rest / length) : 0;
            double x = route[i - 1].X + ((route[i].X - route[i - 1].X) * t), y = route[i - 1].Y + ((route[i].Y - route[i - 1].Y) * t);
            double width = Number(connection, "labelWidth") / 2, height = Number(connection, "labelHeight") / 2;
            Add(x - width, y - height, x + width, y + height);
            return;
        }
    }

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
}
