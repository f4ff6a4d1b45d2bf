namespace AiScholar.Rl;

/// <summary>The type of a feature's value.</summary>
public enum FeatureKind
{
    /// <summary>A finite number.</summary>
    Numeric = 0,

    /// <summary>One of a set of names; each becomes an indicator.</summary>
    Categorical = 1,

    /// <summary>Free text; its words become indicators.</summary>
    Text = 2,

    /// <summary>A dense vector of one width.</summary>
    Embedding = 3,

    /// <summary>Several names at once; each becomes an indicator.</summary>
    Set = 4,
}
