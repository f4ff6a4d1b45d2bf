using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// Saves and loads a loop: its encoders, its policy, and each of its predictors that can be saved. Format 1: how often it learnt, then
/// named parts, each a saved state of its own. Everything is checked before anything is replaced, except what a third party's part checks itself.
/// </summary>
internal static class PersonalizerState
{
    private const string Kind = "personalizer";
    private const int Version = 1;

    public static async ValueTask SaveAsync(Personalizer loop, PersonalizationServices services, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        writer.Write(loop.Model.Version);
        List<Part> parts = await PartsAsync(loop, services, cancellationToken).ConfigureAwait(false);
        writer.Write(parts.Count);
        foreach (Part part in parts)
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

    public static async ValueTask LoadAsync(Personalizer loop, PersonalizationServices services, Stream source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await SavedState.ReadAsync(source, Kind, Version, cancellationToken).ConfigureAwait(false);
        List<Part> parts = await PartsAsync(loop, services, cancellationToken).ConfigureAwait(false);
        (long learned, Dictionary<string, byte[]> states) = Read(payload);
        string[] missing = [.. parts.Where(part => !states.ContainsKey(part.Name)).Select(part => part.Name)];
        string[] unknown = [.. states.Keys.Where(name => !parts.Exists(part => part.Name == name))];
        if (missing.Length > 0 || unknown.Length > 0)
        {
            throw new StateException(AdvancedRlErrorCode.StateMismatch,
                $"The saved state is of another loop than '{loop.LoopName}': it lacks [{string.Join(", ", missing)}] and has [{string.Join(", ", unknown)}] besides. Register the same policy and predictors as when it was saved.");
        }

        foreach (Part part in parts)
            await part.Load(new MemoryStream(states[part.Name]), cancellationToken).ConfigureAwait(false);
        loop.Model.RestoreVersion(learned);
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
        IDecisionPolicy policy = await loop.Model.GetPolicyAsync(cancellationToken).ConfigureAwait(false);
        List<Part> parts =
        [
            new("contexts", loop.Model.ContextEncoder.SaveAsync, loop.Model.ContextEncoder.LoadAsync),
            new("actions", loop.Model.ActionEncoder.SaveAsync, loop.Model.ActionEncoder.LoadAsync),
            new($"policy/{loop.Model.PolicyName}", policy.SaveAsync, policy.LoadAsync),
        ];
        foreach (ExtensionHandle<IBehaviorPredictor> predictor in services.Predictors.GetAll(loop.LoopName))
        {
            if (await predictor.GetInstanceAsync(cancellationToken).ConfigureAwait(false) is ISavableState savable)
                parts.Add(new($"predictor/{predictor.Name}", savable.SaveAsync, savable.LoadAsync));
        }

        return parts;
    }

    private sealed record Part(string Name, Func<Stream, CancellationToken, ValueTask> Save, Func<Stream, CancellationToken, ValueTask> Load);
}
