namespace AiScholar.Rl.Testing;

internal sealed class DelegateEvaluator(Func<IReadOnlyList<int>, ITracker> start) : IEvaluator
{
    public ITracker Start(IReadOnlyList<int> changePoints) => start(changePoints);
}
