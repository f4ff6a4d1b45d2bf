namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class PeelSolverTests
{
    private const int Size = 20;

    [Fact]
    public void Solve_ThreeColorsUponOneAnother_FindsEach()
    {
        (int Number, int X, int Y)[] squares = [(1, 30, 30), (2, 38, 34), (3, 33, 44), (1, 46, 46)];

        List<FoundMarker> found = Solve(squares, [1, 2, 3], (_, _) => false);

        Assert.Equal(squares.Length, found.Count);
        Assert.All(squares, square => Assert.Contains(found, marker => marker.ColorClass == square.Number && Near(marker, square)));
    }

    [Fact]
    public void Solve_OneIsCutByTheArea_IsPlacedWhereItsSidesSay()
    {
        (int Number, int X, int Y)[] squares = [(1, 50, 30), (2, 60, 40)];

        List<FoundMarker> found = Solve(squares, [1, 2], (x, _) => x >= 72);

        Assert.Equal(2, found.Count);
        Assert.All(squares, square => Assert.Contains(found, marker => marker.ColorClass == square.Number && Near(marker, square)));
    }

    [Fact]
    public void Solve_CancelledToken_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => Pieces([(1, 30, 30), (2, 38, 34)], [1, 2], (_, _) => false).Solve(source.Token));
    }

    private static bool Near(FoundMarker marker, (int Number, int X, int Y) square) =>
        Math.Abs(marker.X - square.X - (Size / 2.0)) <= 1 && Math.Abs(marker.Y - square.Y - (Size / 2.0)) <= 1;

    private static List<FoundMarker> Solve((int Number, int X, int Y)[] squares, int[] numbers, Func<int, int, bool> hidden) =>
        Pieces(squares, numbers, hidden).Solve(TestContext.Current.CancellationToken);

    /// <summary>Squares drawn in order, the later over the earlier, as pieces of their colours.</summary>
    private static PeelSolver Pieces((int Number, int X, int Y)[] squares, int[] numbers, Func<int, int, bool> hidden)
    {
        var map = new byte[120 * 120];
        foreach ((int number, int left, int top) in squares)
        {
            for (int y = top; y < top + Size; y++)
            {
                for (int x = left; x < left + Size; x++)
                    map[(y * 120) + x] = hidden(x, y) ? (byte)0 : (byte)number;
            }
        }

        var whole = new BitMask(Size, Size);
        for (int y = 0; y < Size; y++)
            whole.Row(y).Fill(true);
        var shape = new MarkerShape(Assert.Single(ConnectedComponents.Find(whole)));
        ColorClasses classes = ColorClasses.With([.. numbers], map, 120);
        return new PeelSolver([.. numbers.SelectMany(number => ConnectedComponents.Find(classes.MaskOf(number, 120)).Select(blob => (number, blob)))], [.. numbers.Select(_ => new List<MarkerShape> { shape })], hidden);
    }
}
