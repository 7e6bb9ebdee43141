[assembly: System.Reflection.AssemblyTitle("FirstLightData1")]
[assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
