namespace AiScholar.Rl.Torch;

/// <summary>A network's saved state: what it is, of which layout, and its tensors by name.</summary>
internal sealed record Checkpoint
{
    /// <summary>What network it belongs to, such as <c>gated-fusion</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Version of the network's own layout, from 1; the container has a version of its own.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>The network's settings, such as its dimension.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The tensors; their names are unique.</summary>
    public required IReadOnlyList<CheckpointTensor> Tensors { get; init; }

    /// <summary>Checks that this is a checkpoint of <paramref name="kind"/> that this version can read.</summary>
    /// <exception cref="StateException">It belongs to another network, or comes from a newer version.</exception>
    public void Require(string kind, int newestModelVersion)
    {
        if (Kind != kind)
            throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The checkpoint holds a network of kind '{Kind}', not '{kind}'.");
        if (ModelVersion < 1 || ModelVersion > newestModelVersion)
            throw new StateException(AdvancedRlErrorCode.StateVersionUnsupported, $"The checkpoint's '{kind}' network has layout version {ModelVersion}; this version reads 1 to {newestModelVersion}. Update AiScholar.Rl.Torch.");
    }
}
