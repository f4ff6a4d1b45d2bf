namespace AiScholar.Rl;

/// <summary>Says that options are bound from a path below the SDK's section, so that it happens once.</summary>
internal sealed record SectionBinding(Type OptionsType, string Path, string Name);
