using System.Text;
using Microsoft.Extensions.Configuration;

namespace AiScholar.Rl.Diagnostics;

/// <summary>Configuration from a YAML file. A file that breaks while it is watched leaves the last good values in force and is told to the source's <c>OnLoadException</c>.</summary>
internal sealed class YamlConfigurationProvider(YamlConfigurationSource source) : FileConfigurationProvider(source)
{
    private bool _isWatched;

    public override void Load()
    {
        _isWatched = false;
        try
        {
            base.Load();
        }
        catch (InvalidDataException exception) when (exception.InnerException is AdvancedRlException clear)
        {
            throw new AdvancedRlException(clear.ErrorCode, clear.Message, clear.InnerException);
        }
        finally
        {
            _isWatched = true;
        }
    }

    public override void Load(Stream stream)
    {
        try
        {
            using var text = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), leaveOpen: true);
            Data = YamlConfigurationReader.Read(text);
        }
        catch (Exception exception) when (exception is YamlFormatException or DecoderFallbackException)
        {
            string file = Source.FileProvider?.GetFileInfo(Source.Path ?? "").PhysicalPath ?? Source.Path ?? "YAML";
            string problem = exception is YamlFormatException ? exception.Message : ": the file is not UTF-8.";
            var clear = new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, file + problem, exception);
            if (!_isWatched)
                throw clear;
            Source.OnLoadException?.Invoke(new FileLoadExceptionContext { Provider = this, Exception = clear });
        }
    }
}
