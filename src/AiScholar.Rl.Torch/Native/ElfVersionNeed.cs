namespace AiScholar.Rl.Torch;

/// <summary>One entry of an ELF file's version needs: "this file needs version V of library L".</summary>
/// <param name="Library">The needed library's name, such as <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The needed version, such as <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Flags"><c>vna_flags</c>; bit 1 (value 2) marks the need as weak, so that the loader does not fail over it.</param>
/// <param name="Index"><c>vna_other</c>: the index that the version table gives to the symbols of this version.</param>
/// <param name="FlagsOffset">Where <c>vna_flags</c> lies in the file, in bytes.</param>
internal readonly record struct ElfVersionNeed(string Library, string Version, ushort Flags, ushort Index, int FlagsOffset);
