namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A practice to test: which sessions follow it.</summary>
/// <param name="Conditions">What they do.</param>
/// <param name="Follows">1 for a session that follows it, 0 for one that does not.</param>
internal sealed record PracticeCandidate(IReadOnlyList<PracticeCondition> Conditions, double[] Follows)
{
    public int Count => (int)System.Numerics.Tensors.TensorPrimitives.Sum<double>(Follows);

    public string Name => PracticeText.NameOf(Conditions);

    /// <summary>Both together.</summary>
    public PracticeCandidate And(PracticeCandidate other)
    {
        var both = new double[Follows.Length];
        System.Numerics.Tensors.TensorPrimitives.Multiply<double>(Follows, other.Follows, both);
        return new PracticeCandidate([.. Conditions, .. other.Conditions], both);
    }

    public PracticeCandidate At(int[] sessions) => this with { Follows = [.. sessions.Select(session => Follows[session])] };
}
