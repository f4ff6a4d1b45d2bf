namespace AiScholar.Rl;

/// <summary>What makes a question good.</summary>
public enum QuestionCriterion
{
    /// <summary>The variance of the targets' predictions falls most: V-optimal design, A-optimal in the targets' metric.</summary>
    PredictionVariance = 0,

    /// <summary>Most is learnt of the user as such: D-optimal design.</summary>
    Information = 1,
}
