namespace AiScholar.Rl;

/// <summary>What a practice is about.</summary>
public enum PracticeConditionKind
{
    /// <summary>An activity is done.</summary>
    Activity = 0,

    /// <summary>One activity is done before another, both at their first time.</summary>
    Order = 1,

    /// <summary>A recorded attribute of the session has a value.</summary>
    Attribute = 2,

    /// <summary>Something is used.</summary>
    Resource = 3,
}
