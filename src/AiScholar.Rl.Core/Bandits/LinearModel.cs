namespace AiScholar.Rl.Core;

/// <summary>The ridge regression of the linear policies and its two steps; the policy guards it by a lock.</summary>
/// <remarks>
/// <para>A row x has the weight w = (length / |x|)^2, so that the prior variance of every prediction is length^2 / ridge, however many features
/// there are. Means, matrices and updates are those of weighted least squares, exactly.</para>
/// <para>Forgetting: with discount gamma, every matrix A becomes gamma A before each learnt reward. All of them share that factor, so it is one
/// number, <see cref="Growth"/> = gamma^-t: the true inverse is scale * growth * P. The ridge would fade too; whenever it has halved, it is
/// put back by one step for each feature (Russac, Vernade, Cappe, "Weighted linear bandits for non-stationary environments", NeurIPS 2019).</para>
/// </remarks>
internal sealed partial class LinearModel(LinearModelSettings options, double ridge, double contextLength)
{
    /// <summary>The ridge is put back when it has faded by this factor.</summary>
    private const double RestoreFactor = 2;

    /// <summary>Beyond this factor nothing worth keeping is left.</summary>
    private const double ForgottenFactor = 1e4;

    /// <summary>What a change leaves of the weight of what the action's model was learnt from.</summary>
    private const double KeptAfterChange = 0.002;

    /// <summary>Errors are watched from so many rewards on: before, they change because the model learns.</summary>
    private const int WatchedFrom = 50;

    private readonly BanditVector _unit = new();
    private double[] _weightSum = [];

    /// <summary>The ridge it is learnt with: that of the options, or of the state it was loaded from.</summary>
    public double Ridge { get; } = ridge;

    /// <summary>The length rows are weighted to; 0: every row has weight 1.</summary>
    public double ContextLength { get; } = contextLength;

    public Dictionary<string, ArmModel> Actions { get; } = new(StringComparer.Ordinal);

    public SharedModel Shared { get; } = new(ridge, options.MaxSharedFeatures);

    /// <summary>discount^-t: what every scale is to be multiplied by.</summary>
    public double Growth { get; set; } = 1;

    /// <summary>How many rewards were learnt from.</summary>
    public long Count { get; set; }

    /// <summary><see cref="Count"/> at the last change that was noticed.</summary>
    public long ChangedAt { get; set; }

    /// <summary>How many changes were noticed.</summary>
    public long Changes { get; set; }

    public double MinReward { get; set; } = double.PositiveInfinity;

    public double MaxReward { get; set; } = double.NegativeInfinity;

    /// <summary>Watches the errors of all actions; null while none were watched.</summary>
    public IChangeDetector? Detector { get; set; }

    /// <summary>How many learnt rewards still count: since the last change, and no more than the discount remembers.</summary>
    public long Experience
    {
        get
        {
            long since = Count - ChangedAt;
            return options.Discount < 1 ? Math.Min(since, (long)(1 / (1 - options.Discount))) : since;
        }
    }

    /// <summary>Learns one reward.</summary>
    public void Learn(in PolicyAction chosen, double reward, LinearScratch scratch)
    {
        BanditVector x = scratch.Context;
        bool isShared = options.MaxSharedFeatures > 0 && (Shared.Dimension > 0 || chosen.Features.Dimension > 0);
        if (isShared)
            Shared.Grow(chosen.Features, x);
        ArmModel? arm = FindOrAdd(chosen.Id);
        arm?.Grow(x.Dimension, Shared.Dimension);
        if (options.Discount < 1)
            Discount();
        scratch.Rent(arm?.P.Dimension ?? 0, Shared.Dimension, out Span<double> px, out Span<double> z, out Span<double> u);
        if (isShared)
            Shared.Fill(chosen.Features, scratch, z);
        double error = Step(arm, x, isShared, reward, Weight(x.SquaredNorm()), px, z, u, scratch);
        Count++;
        (MinReward, MaxReward) = (Math.Min(MinReward, reward), Math.Max(MaxReward, reward));
        if (arm is null)
            return;
        arm.Count++;
        arm.LastUsed = Count;
        if (options.ChangeDetection != ChangeDetection.None && arm.Count > Math.Max(WatchedFrom, 2 * arm.P.Dimension))
            Watch(arm, Math.Min(1, Math.Abs(error) / (MaxReward - MinReward)), scratch);
        if (arm.Scale * Growth >= RestoreFactor)
            Restore(arm, scratch);
        if (Shared.Dimension > 0 && Shared.Scale * Growth >= RestoreFactor)
            RestoreShared(scratch);
    }

    /// <summary>Removes what is known of an action; false when nothing is.</summary>
    public bool Remove(string id)
    {
        if (!Actions.Remove(id, out ArmModel? arm))
            return false;
        arm.Id = "";
        AddToSum(arm.Weights, -1);
        return true;
    }

    /// <summary>Gives an action what is known of another, as uncertain as if it came from that share of the experience.</summary>
    public bool Copy(string id, string sourceId, double share, LinearScratch scratch)
    {
        if (!Actions.TryGetValue(sourceId, out ArmModel? source))
            return false;
        Remove(id);
        if (FindOrAdd(id) is not { } arm)
            return false;
        AddToSum(arm.Weights, -1);
        arm.CopyFrom(source, 1 / share);
        AddToSum(arm.Weights, 1);
        if (arm.Scale * Growth >= RestoreFactor)
            Restore(arm, scratch);
        return true;
    }

    /// <summary>Puts a saved arm in place.</summary>
    public void Put(string id, ArmModel arm)
    {
        Actions.Add(id, arm);
        arm.Id = id;
        AddToSum(arm.Weights, 1);
    }

    /// <summary>Moves the growth into the scales.</summary>
    private void Fold()
    {
        foreach (ArmModel arm in Actions.Values)
            arm.Scale *= Growth;
        Shared.Scale *= Growth;
        Growth = 1;
    }

    private bool StartsFromAverage => options.NewActions == NewActionStart.Average && Actions.Count > 0;

    private double Weight(double squaredNorm) => ContextLength > 0 ? ContextLength * ContextLength / squaredNorm : 1;

    private void Discount()
    {
        Growth /= options.Discount;
        if (Growth > 1e100)
            Fold();
    }

    /// <summary>One weighted step on the action's model and the shared part; returns the error of the prediction before it.</summary>
    private double Step(ArmModel? arm, BanditVector x, bool isShared, double reward, double weight, Span<double> px, Span<double> z, Span<double> u, LinearScratch scratch)
    {
        double error = reward;
        double gain = 0;
        double denominator = 1;
        if (arm is not null)
        {
            arm.P.Multiply(x, px);
            double scaled = weight * arm.Scale * Growth;
            denominator += scaled * Math.Max(0, x.Dot(px, px.Length));
            gain = scaled / denominator;
            error -= x.Dot(arm.Weights, arm.P.Dimension);
        }

        double rest = error;
        if (isShared)
        {
            if (arm is null)
            {
                z.CopyTo(u);
            }
            else
            {
                arm.Residual(x, z, u);
                arm.UpdateShared(px, gain, u);
            }

            rest = StepShared(u, error, weight / denominator, scratch);
        }

        if (arm is not null)
        {
            SymmetricKernels.AddScaled(arm.Weights, px, error * gain, px.Length);
            if (options.NewActions == NewActionStart.Average)
            {
                GrowSum(px.Length);
                SymmetricKernels.AddScaled(_weightSum, px, error * gain, px.Length);
            }

            // In the units of P, which leave the growth out.
            arm.P.Update(px, gain, keepsSingle: !x.IsSparse && !isShared);
        }

        return rest;
    }

    private double StepShared(ReadOnlySpan<double> u, double error, double weight, LinearScratch scratch)
    {
        scratch.Shared.LoadRaw(u[..Shared.Dimension]);
        double rest = error - scratch.Shared.Dot(Shared.Weights, Shared.Dimension);
        Span<double> pu = scratch.RentShared(Shared.Dimension);
        Shared.P.Multiply(scratch.Shared, pu);
        double scaled = weight * Shared.Scale * Growth;
        double gain = scaled / (1 + (scaled * Math.Max(0, scratch.Shared.Dot(pu, pu.Length))));
        SymmetricKernels.AddScaled(Shared.Weights, pu, rest * gain, pu.Length);
        Shared.P.Update(pu, gain);
        return rest;
    }

    /// <summary>Watches the errors of the action, and those of all actions together, which tell of a change of everything sooner.</summary>
    private void Watch(ArmModel arm, double error, LinearScratch scratch)
    {
        bool isWhole = (Detector ??= ArmModel.CreateDetector(options.ChangeDetection)!).Add(double.IsNaN(error) ? 0 : error * error);
        if (arm.HasChanged(options, error) || isWhole)
            Forget(isWhole ? null : arm, scratch);
    }

    /// <summary>The action's model, and in part the others', no longer hold, or none does (null): their uncertainty grows.</summary>
    private void Forget(ArmModel? changed, LinearScratch scratch)
    {
        (ChangedAt, Changes) = (Count, Changes + 1);
        Detector?.Reset();
        foreach (ArmModel arm in Actions.Values)
        {
            arm.Scale /= changed is null || ReferenceEquals(arm, changed) ? KeptAfterChange : Math.Sqrt(KeptAfterChange);
            arm.ResetDetector();
            if (arm.Scale * Growth >= RestoreFactor)
                Restore(arm, scratch);
        }

        Shared.Scale /= changed is null ? KeptAfterChange : Math.Sqrt(KeptAfterChange);
    }

    /// <summary>Puts the faded ridge back: one step of weight ridge (1 - 1/scale) towards 0 for each feature.</summary>
    private void Restore(ArmModel arm, LinearScratch scratch)
    {
        double scale = arm.Scale * Growth;
        arm.Scale = 1 / Growth;
        if (scale >= ForgottenFactor)
        {
            AddToSum(arm.Weights, -1);
            arm.Reset();
            return;
        }

        bool hadSingle = arm.P.HasSingle;
        arm.P.Multiply(scale);
        double weight = Ridge * (1 - (1 / scale));
        bool isShared = Shared.Dimension > 0 && arm.SharedDimension > 0;
        scratch.Rent(arm.P.Dimension, Shared.Dimension, out Span<double> px, out Span<double> z, out Span<double> u);
        for (int i = 0; i < arm.P.Dimension; i++)
        {
            _unit.LoadUnit(i, arm.P.Dimension);
            z.Clear();
            Step(arm, _unit, isShared, 0, weight, px, z, u, scratch);
        }

        if (hadSingle)
            arm.P.CopyToSingle();
    }

    private void RestoreShared(LinearScratch scratch)
    {
        double scale = Shared.Scale * Growth;
        Shared.Scale = 1 / Growth;
        Shared.P.Multiply(scale);
        scratch.Rent(0, Shared.Dimension, out _, out _, out Span<double> u);
        for (int i = 0; i < Shared.Dimension; i++)
        {
            u.Clear();
            u[i] = 1;
            StepShared(u, 0, Ridge * (1 - (1 / scale)), scratch);
        }
    }

    private ArmModel? FindOrAdd(string id)
    {
        if (Actions.TryGetValue(id, out ArmModel? arm))
            return arm;
        if (Actions.Count >= options.MaxActions && !RemoveIdle())
            return null;
        arm = new ArmModel(Ridge) { Scale = 1 / Growth, LastUsed = Count };
        if (StartsFromAverage)
            arm.StartFrom(_weightSum, 1.0 / Actions.Count);
        Put(id, arm);
        return arm;
    }

    /// <summary>Makes room by removing the action that has not been offered for longest, if that is long enough.</summary>
    private bool RemoveIdle()
    {
        if (options.MaxIdle == 0)
            return false;
        (string? oldest, long lastUsed) = (null, long.MaxValue);
        foreach ((string id, ArmModel arm) in Actions)
        {
            if (arm.LastUsed < lastUsed)
                (oldest, lastUsed) = (id, arm.LastUsed);
        }

        return oldest is not null && Count - lastUsed >= options.MaxIdle && Remove(oldest);
    }

    private void GrowSum(int length)
    {
        if (_weightSum.Length < length)
            Array.Resize(ref _weightSum, SymmetricKernels.Pad(length));
    }

    private void AddToSum(double[] weights, double factor)
    {
        if (options.NewActions != NewActionStart.Average)
            return;
        GrowSum(weights.Length);
        SymmetricKernels.AddScaled(_weightSum, weights, factor, weights.Length);
    }
}
