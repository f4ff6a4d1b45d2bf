namespace AiScholar.Rl.Torch;

/// <summary>An undefined symbol of an ELF file, and whether anything in the file is relocated against it.</summary>
/// <param name="Name">The symbol's mangled name.</param>
/// <param name="Relocated">True when a relocation refers to it, so that the file really uses it.</param>
internal readonly record struct ElfSymbolUse(string Name, bool Relocated);
