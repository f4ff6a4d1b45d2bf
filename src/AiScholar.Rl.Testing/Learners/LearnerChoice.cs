namespace AiScholar.Rl.Testing;

/// <summary>What a learner chose.</summary>
/// <param name="EventId">Names the event for rewards.</param>
/// <param name="Chosen">Index of the action of each slot.</param>
/// <param name="Propensities">The stated probability of each action for the first slot.</param>
/// <param name="IssueCount">How many issues came with the decision.</param>
internal sealed record LearnerChoice(string EventId, int[] Chosen, double[] Propensities, int IssueCount = 0);
