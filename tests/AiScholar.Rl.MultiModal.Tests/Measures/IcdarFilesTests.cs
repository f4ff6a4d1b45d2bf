using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.Evaluation.Tables;

namespace AiScholar.Rl.MultiModal.Tests.Measures;

[Trait("Category", "Unit")]
public sealed class IcdarFilesTests
{
    [Fact]
    public void WriteThenRead_Tables_AreTheSame()
    {
        string folder = Directory.CreateTempSubdirectory("aischolar-icdar").FullName;
        try
        {
            GridTable table = new(3, 10, 20, 110, 220, [
                new GridCell(0, 0, 0, 1, "head & <sign>") { X1 = 10, Y1 = 200, X2 = 110, Y2 = 220 },
                new GridCell(1, 2, 0, 0, "rows") { X1 = 10, Y1 = 20, X2 = 50, Y2 = 200 }]);

            IcdarFiles.Write(folder, "doc", [table]);

            GridTable read = Assert.Single(IcdarFiles.Read(Path.Combine(folder, "doc-str.xml")));
            Assert.Equal((table.Page, table.X1, table.Y1, table.X2, table.Y2), (read.Page, read.X1, read.Y1, read.X2, read.Y2));
            Assert.Equal(table.Cells, read.Cells);
            GridTable region = Assert.Single(IcdarFiles.Read(Path.Combine(folder, "doc-reg.xml")));
            Assert.Empty(region.Cells);
            Assert.Equal(table.X2, region.X2);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Read_OtherFile_IsUnusableInput()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("aischolar-icdar").FullName, "x-str.xml");
        File.WriteAllText(path, "no xml");
        try
        {
            Assert.Throws<MeasureInputException>(() => IcdarFiles.Read(path));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
