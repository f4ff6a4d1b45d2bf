using System.Buffers.Binary;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Makes the need for one version of one library weak, in a copy of a shared library's bytes, so that a system whose library
/// is older can load it. Sound only where the version stands for a marker symbol that nothing is relocated against.
/// </summary>
/// <remarks>
/// GCC 13 marks every file that includes <c>iostream</c> with <c>_ZSt21ios_base_library_initv</c> of version <c>GLIBCXX_3.4.32</c>; the symbol is
/// never called. Linux Standard Base, "Symbol Versioning": <c>vna_flags</c> with <c>VER_FLG_WEAK</c> (2) makes a missing version no error.
/// </remarks>
internal static class VersionFlagCure
{
    public const string Library = "libstdc++.so.6";
    public const string Version = "GLIBCXX_3.4.32";
    public const string Marker = "_ZSt21ios_base_library_initv";
    private const ushort Weak = 2;

    /// <summary>Sets the flag in <paramref name="file"/>.</summary>
    /// <returns>False, with the bytes unchanged, when the file does not need the version or needs it for more than the marker.</returns>
    /// <exception cref="BadImageFormatException">The bytes are no loadable ELF library.</exception>
    public static bool TryApply(byte[] file)
    {
        var image = ElfImage.Parse(file);
        var needs = image.VersionNeeds.Where(need => need.Library == Library && need.Version == Version).ToList();
        if (needs is not [var need] || image.UndefinedSymbols(need.Index).Any(symbol => symbol.Relocated || symbol.Name != Marker))
            return false;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(need.FlagsOffset), (ushort)(need.Flags | Weak));
        return true;
    }
}
