namespace AiScholar.Rl.Testing;

/// <summary>Records the curves of a run at evenly spaced decisions.</summary>
internal sealed class CurveRecorder(int steps, int points)
{
    private readonly List<(int, double)> _regret = [];
    private readonly List<(int, double)> _optimal = [];
    private readonly double _spacing = Math.Max(1, steps / (double)points);
    private double _regretSum;
    private int _optimalCount;
    private int _since;
    private int _count;

    public void Add(DecisionObservation decision)
    {
        _regretSum += decision.Regret;
        _optimalCount += decision.IsOptimal ? 1 : 0;
        _since++;
        if (++_count < (int)Math.Round((_regret.Count + 1) * _spacing))
            return;
        Record();
    }

    public RecordedCurve[] Complete()
    {
        if (_since > 0)
            Record();
        return [new RecordedCurve(ExperimentCurve.Regret, _regret), new RecordedCurve(ExperimentCurve.OptimalShare, _optimal)];
    }

    private void Record()
    {
        _regret.Add((_count, _regretSum));
        _optimal.Add((_count, _optimalCount / (double)_since));
        (_optimalCount, _since) = (0, 0);
    }
}
