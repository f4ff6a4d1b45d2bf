namespace AiScholar.Rl.MultiModal;

/// <summary>A filled band: its upper and its lower edge from left to right, and the number of its colour in the palette.</summary>
internal sealed record SceneArea(SceneCurve Upper, SceneCurve Lower, int Color);
