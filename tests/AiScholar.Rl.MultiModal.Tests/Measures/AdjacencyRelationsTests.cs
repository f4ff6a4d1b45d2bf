using AiScholar.Rl.Evaluation.Tables;

namespace AiScholar.Rl.MultiModal.Tests.Measures;

[Trait("Category", "Unit")]
public sealed class AdjacencyRelationsTests
{
    [Fact]
    public void Of_Grid_RelatesEachCellToItsNeighbours()
    {
        List<Relation> relations = AdjacencyRelations.Of([Table(Cell(0, 0, "a"), Cell(0, 1, "b"), Cell(1, 0, "c"), Cell(1, 1, "d"))]);

        Assert.Equal(
            [new(1, "a", "b", true), new(1, "a", "c", false), new(1, "b", "d", false), new(1, "c", "d", true)],
            relations.OrderBy(relation => relation.From, StringComparer.Ordinal).ThenBy(relation => relation.To, StringComparer.Ordinal));
    }

    [Fact]
    public void Of_EmptyCells_AreSkipped()
    {
        List<Relation> relations = AdjacencyRelations.Of([Table(Cell(0, 0, "a"), Cell(0, 1, " "), Cell(0, 2, "c"))]);

        Assert.Equal([new(1, "a", "c", true)], relations);
    }

    [Fact]
    public void Of_SpanningCell_RelatesToAllBelowIt()
    {
        List<Relation> relations = AdjacencyRelations.Of([Table(new GridCell(0, 0, 0, 1, "head"), Cell(1, 0, "x"), Cell(1, 1, "y"))]);

        Assert.Equal(3, relations.Count);
        Assert.Contains(new Relation(1, "head", "x", false), relations);
        Assert.Contains(new Relation(1, "head", "y", false), relations);
    }

    [Fact]
    public void Matches_RepeatedRelation_CountsAsOftenAsItIsTrue()
    {
        var relation = new Relation(1, "a", "b", true);

        Assert.Equal(1, AdjacencyRelations.Matches([relation], [relation, relation]));
        Assert.Equal(2, AdjacencyRelations.Matches([relation, relation, relation], [relation, relation]));
    }

    [Theory]
    [InlineData(" Total (%) ", "Total___")]
    [InlineData("1 234,5", "1234_5")]
    [InlineData("é–x", "é_x")]
    public void Normalize_Text_KeepsLettersAndDigits(string text, string expected) => Assert.Equal(expected, AdjacencyRelations.Normalize(text));

    [Fact]
    public void Of_PerfectPrediction_ScoresOne()
    {
        GridTable[] tables = [Table(Cell(0, 0, "a"), Cell(0, 1, "b"))];

        Assert.Equal(1, DocumentScore.Of("x", tables, tables).F1);
        Assert.Equal(0, DocumentScore.Of("x", tables, []).F1);
    }

    private static GridTable Table(params GridCell[] cells) => new(1, 0, 0, 100, 100, cells);

    private static GridCell Cell(int row, int column, string text) => new(row, row, column, column, text);
}
