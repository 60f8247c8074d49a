// The chart types and components the pages use, and no others: the bundle stays a quarter of the whole library.
import * as core from "echarts/core";
import { BarChart, LineChart, PieChart, HeatmapChart, MapChart } from "echarts/charts";
import {
  AriaComponent, DatasetComponent, GeoComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent,
  TooltipComponent, VisualMapComponent,
} from "echarts/components";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";

core.use([
  BarChart, LineChart, PieChart, HeatmapChart, MapChart, AriaComponent, DatasetComponent, GeoComponent, GridComponent,
  LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent, VisualMapComponent, CanvasRenderer, SVGRenderer,
]);
export const { getInstanceByDom, init, registerMap, registerTheme } = core;
