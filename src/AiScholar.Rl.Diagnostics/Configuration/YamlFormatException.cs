namespace AiScholar.Rl.Diagnostics;

/// <summary>YAML that is no configuration, with the place where.</summary>
internal sealed class YamlFormatException(long line, long column, string problem, Exception? innerException = null) : FormatException($"({line},{column}): {problem}", innerException);
