using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// Saves and loads a loop: its encoders, its policy, its open reward windows, and each of its predictors and adaptation algorithms that can be saved. Format 1: how often it learnt, then
/// named parts, each a saved state of its own. All parts are replaced while no call is inside the loop, or none: when one refuses, the others get back what they had.
/// </summary>
internal static class PersonalizerState
{
    private const string Kind = "personalizer";
    private const int Version = 1;

    // What 0.1 saved under its default policy is taken over by the default policy of today, which has it as a member.
    private const string OldDefaultPolicy = "policy/lin-ucb";
    private const string NewDefaultPolicy = "policy/portfolio";

    public static async ValueTask SaveAsync(Personalizer loop, PersonalizationServices services, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        writer.Write(loop.Policy.Version);
        if (await loop.Policy.GetAsync(cancellationToken).ConfigureAwait(false) is IUserDecisionPolicy personal)
            await personal.FlushUsersAsync(cancellationToken).ConfigureAwait(false);
        List<Part> parts = await PartsAsync(loop, services, cancellationToken).ConfigureAwait(false);
        writer.Write(parts.Count);
        // The encoders last: positions are only added, so what a policy learns while it is saved is known to them.
        foreach (Part part in Enumerable.Reverse(parts))
        {
            using var state = new MemoryStream();
            await part.Save(state, cancellationToken).ConfigureAwait(false);
            writer.Write(part.Name);
            writer.Write((int)state.Length);
            writer.Write(state.GetBuffer(), 0, (int)state.Length);
        }

        writer.Flush();
        await SavedState.WriteAsync(destination, Kind, Version, payload.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    public static async ValueTask LoadAsync(Personalizer loop, LoadGate gate, PersonalizationServices services, Stream source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await SavedState.ReadAsync(source, Kind, Version, cancellationToken).ConfigureAwait(false);
        List<Part> parts = await PartsAsync(loop, services, cancellationToken).ConfigureAwait(false);
        (long learned, Dictionary<string, byte[]> states) = Read(payload);
        if (states.Remove(OldDefaultPolicy, out byte[]? old))
            states.TryAdd(parts.Exists(part => part.Name == NewDefaultPolicy) ? NewDefaultPolicy : OldDefaultPolicy, old);
        string[] missing = [.. parts.Where(part => !part.IsOptional && !states.ContainsKey(part.Name)).Select(part => part.Name)];
        string[] unknown = [.. states.Keys.Where(name => !name.StartsWith("shadow/", StringComparison.Ordinal) && !parts.Exists(part => part.Name == name))];
        if (missing.Length > 0 || unknown.Length > 0)
        {
            throw new StateException(AdvancedRlErrorCode.StateMismatch,
                $"The saved state is of another loop than '{loop.LoopName}': it lacks [{string.Join(", ", missing)}] and has [{string.Join(", ", unknown)}] besides. Register the same policy and predictors as when it was saved.");
        }

        await gate.CloseAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ReplaceAsync([.. parts.Where(part => states.ContainsKey(part.Name))], states, cancellationToken).ConfigureAwait(false);
            loop.Recent.Forget();
            loop.Policy.RestoreVersion(learned);
        }
        finally
        {
            gate.Open();
        }
    }

    /// <summary>Loads the parts; when one refuses, those before it get back what they had.</summary>
    private static async ValueTask ReplaceAsync(Part[] parts, Dictionary<string, byte[]> states, CancellationToken cancellationToken)
    {
        var before = new byte[parts.Length][];
        for (int i = 0; i < parts.Length; i++)
        {
            using var state = new MemoryStream();
            await parts[i].Save(state, cancellationToken).ConfigureAwait(false);
            before[i] = state.ToArray();
        }

        int loaded = 0;
        try
        {
            for (; loaded < parts.Length; loaded++)
                await parts[loaded].Load(new MemoryStream(states[parts[loaded].Name]), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            for (int i = 0; i < loaded; i++)
                await parts[i].Load(new MemoryStream(before[i]), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static (long Learned, Dictionary<string, byte[]> States) Read(byte[] payload)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(payload));
            long learned = reader.ReadInt64();
            var states = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                string name = reader.ReadString();
                int length = reader.ReadInt32();
                byte[] state = reader.ReadBytes(length);
                if (state.Length != length || !states.TryAdd(name, state))
                    throw new StateException($"The part '{name}' of the saved loop is truncated or doubled.");
            }

            return (learned, states);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException)
        {
            throw new StateException("The saved loop is damaged: its parts cannot be read.", exception);
        }
    }

    private static async ValueTask<List<Part>> PartsAsync(Personalizer loop, PersonalizationServices services, CancellationToken cancellationToken)
    {
        IDecisionPolicy policy = await loop.Policy.GetAsync(cancellationToken).ConfigureAwait(false);
        List<Part> parts =
        [
            new("contexts", loop.Encoders.Contexts.SaveAsync, loop.Encoders.Contexts.LoadAsync),
            new("actions", loop.Encoders.Actions.SaveAsync, loop.Encoders.Actions.LoadAsync),
            new($"policy/{loop.Policy.Name}", policy.SaveAsync, policy.LoadAsync),
            new("waits", (stream, token) => RewardWaitsState.SaveAsync(loop.Waits, stream, token), (stream, token) => RewardWaitsState.LoadAsync(loop.Waits, stream, token), IsOptional: true),
        ];
        if (loop.Shadow is { } shadow)
        {
            IDecisionPolicy candidate = await shadow.Runner.GetAsync(cancellationToken).ConfigureAwait(false);
            parts.Add(new($"shadow/{shadow.Runner.Name}", candidate.SaveAsync, candidate.LoadAsync, IsOptional: true));
        }

        foreach (ExtensionHandle<IBehaviorPredictor> predictor in services.Predictors.GetAll(loop.LoopName))
        {
            if (await predictor.GetInstanceAsync(cancellationToken).ConfigureAwait(false) is ISavableState savable)
                parts.Add(new($"predictor/{predictor.Name}", savable.SaveAsync, savable.LoadAsync, IsOptional: true));
        }

        foreach (ExtensionHandle<IAdaptationAlgorithm> algorithm in services.Algorithms.GetAll(loop.LoopName))
        {
            if (await algorithm.GetInstanceAsync(cancellationToken).ConfigureAwait(false) is ISavableState savable)
                parts.Add(new($"adaptation/{algorithm.Name}", savable.SaveAsync, savable.LoadAsync, IsOptional: true));
        }

        return parts;
    }

    /// <param name="Name">Names the part in the saved state.</param>
    /// <param name="Save">Writes it.</param>
    /// <param name="Load">Reads it.</param>
    /// <param name="IsOptional">Whether a state that lacks it loads: it was saved before the part was there.</param>
    private sealed record Part(string Name, Func<Stream, CancellationToken, ValueTask> Save, Func<Stream, CancellationToken, ValueTask> Load, bool IsOptional = false);
}
