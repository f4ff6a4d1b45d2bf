namespace AiScholar.Rl.Core;

/// <summary>The encoder's state: the names and the positions given to them.</summary>
internal sealed class FeatureDictionary
{
    public Dictionary<(string Namespace, string Name), FeatureSlot> Slots { get; } = [];

    /// <summary>Positions of pairs of categorical values, by the values' own positions, the smaller first.</summary>
    public Dictionary<(int First, int Second), int> Crosses { get; } = [];

    /// <summary>Positions given out.</summary>
    public int Width { get; set; }

    /// <summary>Rows observed.</summary>
    public long Rows { get; set; }

    /// <summary>Rows observed since the encoder was made or loaded.</summary>
    public long ObservedRows { get; set; }

    /// <summary>Gives out positions; -1 when they would exceed the limit.</summary>
    public int Allocate(int count, int limit)
    {
        if (count > limit - Width)
            return -1;
        int position = Width;
        Width += count;
        return position;
    }
}
