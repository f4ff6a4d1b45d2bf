namespace AiScholar.Rl.MultiModal;

/// <summary>How strong a river of white space must be to part columns: the more rulings there are, the less white space means.</summary>
internal enum RiverDemand
{
    /// <summary>No ruling stands on either side.</summary>
    Open,

    /// <summary>A ruling stands on one side.</summary>
    HalfEnclosed,

    /// <summary>Rulings stand on both sides.</summary>
    Enclosed,
}
