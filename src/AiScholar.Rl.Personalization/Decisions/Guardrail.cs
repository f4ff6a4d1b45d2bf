using MathNet.Numerics.Distributions;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// Keeps the host's baseline action at a minimum probability, and watches whether the policy earns less than it would. Each window of
/// learnt events gives an estimate of the baseline's advantage; a window whose lower bound is above 0 makes the loop fall back.
/// </summary>
/// <remarks>
/// An event counts (r - r̄)(w_b - w_π), where w_b and w_π are the ratios of the baseline's and the policy's own probability of its action to the
/// propensity (Horvitz and Thompson, 1952); r̄, the window's mean, takes variance out, since the weights' difference has mean 0. The bound is
/// normal, at confidence 1 - δ/(k(k + 1)) in the k-th window, so that all windows together err with probability δ at most.
/// </remarks>
internal sealed class Guardrail
{
    private readonly List<(double Reward, double Weight)> _window = [];
    private readonly Lock _gate = new();
    private GuardrailState _state;
    private long _windows;
    private long _rollBacks;
    private long _recoveries;
    private double? _advantage;
    private double? _lowerBound;

    public GuardrailState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    public static bool IsSet(PersonalizationOptions options) => options.MinimumBaselineProbability > 0;

    /// <summary>Changes a distribution so that the baseline has its probability; a no-op without a baseline.</summary>
    public void Apply(double[] probabilities, int baseline, PersonalizationOptions options)
    {
        if (baseline < 0)
            return;
        if (State == GuardrailState.FallenBack)
        {
            for (int i = 0; i < probabilities.Length; i++)
                probabilities[i] *= options.FallBackExploration;
            probabilities[baseline] += 1 - options.FallBackExploration;
        }

        double minimum = options.MinimumBaselineProbability, own = probabilities[baseline];
        if (own >= minimum)
            return;
        double factor = (1 - minimum) / (1 - own);
        for (int i = 0; i < probabilities.Length; i++)
            probabilities[i] = i == baseline ? minimum : probabilities[i] * factor;
    }

    /// <summary>Counts a learnt event whose decision had a baseline; says what the loop must do, if anything.</summary>
    public GuardrailVerdict OnReward(double reward, bool choseBaseline, double propensity, double policyProbability, PersonalizationOptions options)
    {
        if (options.RollBackWindow is not { } length)
            return GuardrailVerdict.GoOn;
        lock (_gate)
        {
            _window.Add((reward, ((choseBaseline ? 1 : 0) - policyProbability) / propensity));
            return _window.Count < length ? GuardrailVerdict.GoOn : Judge(1 - options.RollBackConfidence);
        }
    }

    public GuardrailStatistics GetStatistics()
    {
        lock (_gate)
        {
            return new GuardrailStatistics
            {
                State = _state,
                RollBacks = _rollBacks,
                Recoveries = _recoveries,
                WindowEvents = _window.Count,
                BaselineAdvantage = _advantage,
                BaselineAdvantageLowerBound = _lowerBound,
            };
        }
    }

    private GuardrailVerdict Judge(double error)
    {
        double center = _window.Average(entry => entry.Reward);
        double mean = 0, squares = 0;
        foreach ((double reward, double weight) in _window)
        {
            double value = (reward - center) * weight;
            mean += value;
            squares += value * value;
        }

        int count = _window.Count;
        mean /= count;
        double deviation = Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)) / (count - 1));
        _windows++;
        _window.Clear();
        (_advantage, _lowerBound) = (mean, mean - (Normal.InvCDF(0, 1, 1 - (error / (_windows * (_windows + 1.0)))) * deviation));
        if (_state == GuardrailState.Watching && _lowerBound > 0)
        {
            (_state, _rollBacks) = (GuardrailState.FallenBack, _rollBacks + 1);
            return GuardrailVerdict.RollBack;
        }

        if (_state == GuardrailState.FallenBack && mean <= 0)
            (_state, _recoveries) = (GuardrailState.Watching, _recoveries + 1);
        return _state == GuardrailState.Watching ? GuardrailVerdict.Checkpoint : GuardrailVerdict.GoOn;
    }
}
