namespace AiScholar.Rl;

/// <summary>How a feature changed.</summary>
public enum FeatureDriftKind
{
    /// <summary>It came up after the loop had long run without it.</summary>
    Appeared = 0,

    /// <summary>It was in most rows and is in none of the recent ones.</summary>
    Vanished = 1,

    /// <summary>It came with another kind than before; such values are left out.</summary>
    KindChanged = 2,

    /// <summary>Its recent mean is far from its earlier one.</summary>
    Shifted = 3,

    /// <summary>Its values are mostly new ones: an id or a free text sent as a category.</summary>
    NeverRepeats = 4,

    /// <summary>It found no room in the vector and is left out.</summary>
    LeftOut = 5,
}
