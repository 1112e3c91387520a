"""The peer of `dateline export` in `./dev bench --peers`: QGIS draws one vector layer, as Dateline does.

Usage: QT_QPA_PLATFORM=offscreen /usr/bin/python3 qgis_export.py FILE W S E N WIDTH HEIGHT OUT.png   (the box in degrees)
"""
import sys

from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsFillSymbol,
                       QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRectangle, QgsSingleSymbolRenderer,
                       QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def main():
    path, box = sys.argv[1], QgsRectangle(*map(float, sys.argv[2:6]))
    size, output = QSize(int(sys.argv[6]), int(sys.argv[7])), sys.argv[8]
    application = QgsApplication([], False)
    application.initQgis()
    layer = QgsVectorLayer(path, "countries", "ogr")
    if not layer.isValid():
        sys.exit(f"qgis_export: {path} is not a layer")
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({
        "color": "242,239,230", "outline_color": "110,105,100", "outline_width": "1", "outline_width_unit": "Pixel"})))
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    to_mercator = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), mercator, QgsProject.instance())
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(mercator)
    settings.setExtent(to_mercator.transformBoundingBox(box))
    settings.setOutputSize(size)
    settings.setBackgroundColor(QColor(196, 214, 226))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    saved = not job.errors() and job.renderedImage().save(output, "png")
    del job, layer
    application.exitQgis()
    sys.exit(0 if saved else f"qgis_export: could not draw {output}")


main()
