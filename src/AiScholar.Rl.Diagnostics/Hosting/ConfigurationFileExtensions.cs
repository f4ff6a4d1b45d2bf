using AiScholar.Rl.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace AiScholar.Rl;

/// <summary>Configuration files.</summary>
public static class ConfigurationFileExtensions
{
    /// <summary>Adds a YAML file. Mappings, sequences and scalars become keys as those of a JSON file do.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file, relative to the builder's base path.</param>
    /// <param name="optional">Whether it may be absent.</param>
    /// <param name="reloadOnChange">Whether it is read again when it changes; if it is broken then, the last good values stay in force.</param>
    /// <exception cref="AdvancedRlException">Thrown when the configuration is built and the file is no configuration: its message names the file, the line and the column. Aliases, repeated keys and several documents are refused. Code <see cref="AdvancedRlErrorCode.InvalidConfiguration"/>.</exception>
    public static IConfigurationBuilder AddYamlFile(this IConfigurationBuilder builder, string path, bool optional = false, bool reloadOnChange = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(CreateYaml(path, optional, reloadOnChange));
    }

    /// <summary>
    /// Adds <c>appsettings.json</c>, <c>appsettings.{Environment}.json</c>, <c>aischolar.yaml</c> and <c>aischolar.{environment}.yaml</c> (in
    /// lower case), all optional and read again on change; the later wins. JSON files that the builder has already are not added again, and
    /// the YAML files come right after them, so that a host's environment variables and command line still win.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="environmentName">The environment, such as <c>Development</c> or <c>Production</c>.</param>
    /// <exception cref="ArgumentException">The name is empty or cannot be part of a file's name.</exception>
    public static IConfigurationBuilder AddAdvancedRlFiles(this IConfigurationBuilder builder, string environmentName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(environmentName);
        if (environmentName.AsSpan().ContainsAny(['/', '\\', ':', '\0']) || environmentName.Contains("..", StringComparison.Ordinal))
            throw new ArgumentException($"'{environmentName}' cannot be part of a file's name.", nameof(environmentName));
        int place = -1;
        foreach (string path in (string[])["appsettings.json", $"appsettings.{environmentName}.json"])
        {
            int known = IndexOf(builder, path);
            place = known >= 0 ? Math.Max(known, place) : Insert(builder, place, new JsonConfigurationSource { Path = path, Optional = true, ReloadOnChange = true });
        }

#pragma warning disable CA1308 // file names are lower-case by convention
        foreach (string path in (string[])["aischolar.yaml", $"aischolar.{environmentName.ToLowerInvariant()}.yaml"])
#pragma warning restore CA1308
        {
            int known = IndexOf(builder, path);
            place = known >= 0 ? known : Insert(builder, place, CreateYaml(path, optional: true, reloadOnChange: true));
        }

        return builder;
    }

    private static YamlConfigurationSource CreateYaml(string path, bool optional, bool reloadOnChange)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var source = new YamlConfigurationSource { Path = path, Optional = optional, ReloadOnChange = reloadOnChange };
        source.ResolveFileProvider();
        return source;
    }

    private static int IndexOf(IConfigurationBuilder builder, string path)
    {
        for (int i = 0; i < builder.Sources.Count; i++)
        {
            if (builder.Sources[i] is FileConfigurationSource file && file.Path == path)
                return i;
        }

        return -1;
    }

    private static int Insert(IConfigurationBuilder builder, int after, IConfigurationSource source)
    {
        int place = after < 0 ? builder.Sources.Count : after + 1;
        builder.Sources.Insert(place, source);
        return place;
    }
}
