using CsCheck;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class ElfImageTests
{
    private static byte[] Library() => ElfBuilder.Build(
        new ElfBuilder.Need("libc.so.6", "GLIBC_2.34", 2, ("puts", true)),
        new ElfBuilder.Need("libstdc++.so.6", "GLIBCXX_3.4.32", 7, ("marker", false), ("called", true)));

    [Fact]
    public void Parse_LibraryWithTwoNeeds_ListsThemInOrder()
    {
        var needs = ElfImage.Parse(Library()).VersionNeeds;

        Assert.Equal(["libc.so.6/GLIBC_2.34/2", "libstdc++.so.6/GLIBCXX_3.4.32/7"], needs.Select(need => $"{need.Library}/{need.Version}/{need.Index}"));
        Assert.All(needs, need => Assert.Equal(0, need.Flags));
    }

    [Fact]
    public void UndefinedSymbols_OfOneVersion_AreThoseBoundToItWithTheirRelocations()
    {
        var symbols = ElfImage.Parse(Library()).UndefinedSymbols(7);

        Assert.Equal([new ElfSymbolUse("marker", false), new ElfSymbolUse("called", true)], symbols);
    }

    [Theory]
    [InlineData(0, 0x7e, "begin with an ELF header")]
    [InlineData(4, 1, "64-bit")]
    [InlineData(5, 2, "64-bit")]
    [InlineData(54, 32, "program headers")]
    [InlineData(39, 0xff, "program headers")]
    public void Parse_DamagedHeader_SaysWhatIsWrong(int offset, byte value, string expected)
    {
        var file = Library();
        file[offset] = value;

        Assert.Contains(expected, Assert.Throws<BadImageFormatException>(() => ElfImage.Parse(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NeedsThatPointPastTheirSegment_IsRejected()
    {
        var file = Library();
        var flags = ElfImage.Parse(file).VersionNeeds[0].FlagsOffset;
        file[flags + 6] = 0xff; // the high bytes of vna_name

        Assert.Throws<BadImageFormatException>(() => ElfImage.Parse(file));
    }

    [Fact]
    public void Parse_EveryTruncation_IsRejected()
    {
        var file = Library();

        Assert.All(Enumerable.Range(0, file.Length), length => Assert.Throws<BadImageFormatException>(() => ElfImage.Parse(file[..length])));
    }

    [Fact]
    public void Parse_AnyMutation_EndsOnlyInBadImageFormat()
    {
        var original = Library();
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte).Array[1, 8].Sample(
            changes =>
            {
                var file = (byte[])original.Clone();
                foreach (var (at, value) in changes)
                    file[at] = value;
                try
                {
                    var image = ElfImage.Parse(file);
                    foreach (var need in image.VersionNeeds)
                        image.UndefinedSymbols(need.Index);
                }
                catch (BadImageFormatException)
                {
                    return true;
                }

                return true;
            },
            iter: 20_000);
    }
}
