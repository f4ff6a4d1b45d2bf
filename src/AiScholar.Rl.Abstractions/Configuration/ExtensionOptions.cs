using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl;

/// <summary>What every extension can be told, by its name: bound from the section of its kind and name, such as <c>MultiModal:Processors:gel-blot</c>.</summary>
public sealed class ExtensionOptions
{
    /// <summary>Whether it is used at all.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How many calls it may work on at once, at least 1.</summary>
    /// <value>The default is 4.</value>
    [Range(1, int.MaxValue)]
    public int MaxDegreeOfParallelism { get; set; } = 4;

    /// <summary>How many results it may cache, at least 0.</summary>
    /// <value>The default is 1,000.</value>
    [Range(0, int.MaxValue)]
    public int CacheSize { get; set; } = 1000;

    /// <summary>How long a call may take, above 0 to one day.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.0000001", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Who is asked first: the larger, the sooner.</summary>
    /// <value>The default is 0; built-ins use values below 0.</value>
    public int? Priority { get; set; }

    /// <summary>Free-form parameters, such as a learning rate, by name (case ignored).</summary>
    public IDictionary<string, string?> Parameters { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
}
