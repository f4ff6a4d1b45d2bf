using System.Buffers.Binary;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class VersionFlagCureTests
{
    private static ElfBuilder.Need Other => new("libstdc++.so.6", "GLIBCXX_3.4.30", 3, ("_ZSt4cout", true));

    [Fact]
    public void TryApply_MarkerOnly_SetsTheWeakFlagOfThatNeedAlone()
    {
        var file = ElfBuilder.Build(Other, new ElfBuilder.Need(VersionFlagCure.Library, VersionFlagCure.Version, 4, (VersionFlagCure.Marker, false)));
        var original = (byte[])file.Clone();

        Assert.True(VersionFlagCure.TryApply(file));

        var changed = Enumerable.Range(0, file.Length).Where(i => file[i] != original[i]).ToList();
        var need = ElfImage.Parse(original).VersionNeeds[1];
        Assert.Equal([need.FlagsOffset], changed);
        Assert.Equal(2, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(need.FlagsOffset)));
        Assert.Equal(2, ElfImage.Parse(file).VersionNeeds[1].Flags);
    }

    [Fact]
    public void TryApply_RelocatedMarker_LeavesTheBytes() =>
        AssertUnchanged(new ElfBuilder.Need(VersionFlagCure.Library, VersionFlagCure.Version, 4, (VersionFlagCure.Marker, true)));

    [Fact]
    public void TryApply_AnotherSymbolOfTheVersion_LeavesTheBytes() =>
        AssertUnchanged(new ElfBuilder.Need(VersionFlagCure.Library, VersionFlagCure.Version, 4, (VersionFlagCure.Marker, false), ("_ZNSt8really_used", false)));

    [Fact]
    public void TryApply_NoSuchNeed_LeavesTheBytes() => AssertUnchanged(Other);

    [Fact]
    public void TryApply_NoLibrary_IsRejected() => Assert.Throws<BadImageFormatException>(() => VersionFlagCure.TryApply(new byte[100]));

    private static void AssertUnchanged(params ElfBuilder.Need[] needs)
    {
        var file = ElfBuilder.Build(needs);
        var original = (byte[])file.Clone();

        Assert.False(VersionFlagCure.TryApply(file));
        Assert.Equal(original, file);
    }
}
