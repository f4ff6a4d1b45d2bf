namespace AiScholar.Rl.Torch;

/// <summary>A model that is one checkpoint: saved to and loaded from streams and files.</summary>
/// <param name="maximumBytes">The largest checkpoint that is read (<see cref="TorchOptions.MaximumCheckpointBytes"/>).</param>
internal abstract class CheckpointedModel(long maximumBytes)
{
    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return CheckpointStreams.WriteAsync(ToCheckpoint(), destination, cancellationToken);
    }

    public ValueTask SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return CheckpointStreams.WriteFileAsync(ToCheckpoint(), path, cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        await ReplaceAsync(await CheckpointStreams.ReadAsync(source, maximumBytes, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        await ReplaceAsync(await CheckpointStreams.ReadFileAsync(path, maximumBytes, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The present state.</summary>
    protected abstract Checkpoint ToCheckpoint();

    /// <summary>Takes over a checkpoint, or throws and stays as it was.</summary>
    protected abstract ValueTask ReplaceAsync(Checkpoint checkpoint, CancellationToken cancellationToken);
}
