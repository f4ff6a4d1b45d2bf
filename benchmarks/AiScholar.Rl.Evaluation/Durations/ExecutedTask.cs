namespace AiScholar.Rl.Evaluation.Durations;

/// <summary>One task as it ran.</summary>
/// <param name="Type">The program, or Nextflow's process.</param>
/// <param name="InputBytes">The size of its input files.</param>
/// <param name="Seconds">How long it ran.</param>
/// <param name="Machine">Where, or null.</param>
internal sealed record ExecutedTask(string Type, double InputBytes, double Seconds, string? Machine);
