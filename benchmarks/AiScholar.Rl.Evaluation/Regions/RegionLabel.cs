namespace AiScholar.Rl.Evaluation.Regions;

/// <summary>The labels of DocBank that the measure counts.</summary>
public enum RegionLabel
{
    /// <summary>Everything else.</summary>
    Other,

    /// <summary>A caption's text; its printed label ("Fig. 3:") is set by the document class and is not coloured.</summary>
    Caption,

    /// <summary>A display equation with its number; inline formulas are not coloured.</summary>
    Equation,

    /// <summary>What a table holds.</summary>
    Table,
}
