# SPDX-License-Identifier: MIT
# The camera driver in a nanoFramework firmware; FindINTEROP-Embedded.Native.cmake includes this file.
#   -DEMBEDDED_ESP32_CAMERA_DIR=<a checkout of espressif/esp32-camera>   without it the firmware has no camera
#   -DEMBEDDED_ESP32_CAMERA_SENSORS="ov2640;ov3660"                      names of files in its folder sensors, ov2640 if not given
#
# ESP-IDF's components are chosen before nanoFramework looks for interop assemblies, and its component manager is off. So the driver
# is no component here: its C files are compiled as a target of their own, with the options that ESP-IDF gives its components and
# without nanoFramework's -Werror, and what Kconfig would have set stands below. Its converters, and esp_jpeg with them, stay out:
# esp_camera.h includes their header, which its own guard empties.

# Early ESP32s lose writes to PSRAM unless the compiler avoids certain sequences. ESP-IDF asks its components to; here models and arenas
# lie in PSRAM, so our sources are asked too.
idf_build_get_property(embedded_psram_options COMPILE_OPTIONS)
list(FILTER embedded_psram_options INCLUDE REGEX "^-mfix-esp32-psram")
set_property(SOURCE ${Embedded.Native_SOURCES} APPEND PROPERTY COMPILE_OPTIONS ${embedded_psram_options})

set(embedded_camera_sources ${EMBEDDED_PORT_SOURCES})
list(FILTER embedded_camera_sources INCLUDE REGEX "/esp32_camera[a-z_]*\\.c$")

if(NOT EMBEDDED_ESP32_CAMERA_DIR)
    message(STATUS "Embedded.Native: no camera, since EMBEDDED_ESP32_CAMERA_DIR is not set")
    list(REMOVE_ITEM Embedded.Native_SOURCES ${embedded_camera_sources})
    list(APPEND Embedded.Native_SOURCES ${CMAKE_CURRENT_LIST_DIR}/without_camera/esp32_no_camera.c)
    return()
endif()

set(embedded_driver ${EMBEDDED_ESP32_CAMERA_DIR})
if(NOT EXISTS ${embedded_driver}/driver/esp_camera.c)
    message(FATAL_ERROR "Embedded.Native: no driver/esp_camera.c in ${embedded_driver}; set EMBEDDED_ESP32_CAMERA_DIR to a checkout of espressif/esp32-camera")
endif()

if(NOT EMBEDDED_ESP32_CAMERA_SENSORS)
    set(EMBEDDED_ESP32_CAMERA_SENSORS ov2640)
endif()

if(NOT TARGET_SERIES_SHORT MATCHES "^(esp32|esp32s2|esp32s3)$")
    message(FATAL_ERROR "Embedded.Native: esp32-camera runs on esp32, esp32s2 and esp32s3, not on ${TARGET_SERIES_SHORT}")
endif()

# Our sources see the driver's headers, and no other source of the firmware does.
set(embedded_driver_includes
    ${embedded_driver}/driver/include
    ${embedded_driver}/driver/private_include
    ${embedded_driver}/conversions/include)
set_property(SOURCE ${embedded_camera_sources} APPEND PROPERTY INCLUDE_DIRECTORIES ${embedded_driver_includes})
set_property(SOURCE ${embedded_camera_sources} APPEND PROPERTY COMPILE_DEFINITIONS _IMG_CONVERTERS_H_)

if(TARGET embedded_esp32_camera)
    return()
endif()

set(embedded_driver_sources
    driver/esp_camera.c
    driver/cam_hal.c
    driver/sensor.c
    driver/sccb.c # over the legacy I2C driver: nanoFramework uses it, and ESP-IDF refuses to start with both
    target/${TARGET_SERIES_SHORT}/ll_cam.c)
if(NOT TARGET_SERIES_SHORT STREQUAL "esp32s3")
    list(APPEND embedded_driver_sources target/xclk.c)
endif()

list(TRANSFORM embedded_driver_sources PREPEND ${embedded_driver}/)

# Defaults of the driver's Kconfig, but for the sensors, the legacy I2C driver and its messages, which would go to the console.
set(embedded_driver_settings
    CONFIG_SCCB_HARDWARE_I2C_DRIVER_LEGACY=1
    CONFIG_SCCB_HARDWARE_I2C_PORT1=1
    CONFIG_SCCB_CLK_FREQ=100000
    CONFIG_CAMERA_CORE0=1
    CONFIG_CAMERA_TASK_STACK_SIZE=4096
    CONFIG_CAMERA_DMA_BUFFER_SIZE_MAX=32768
    CONFIG_CAMERA_JPEG_MODE_FRAME_SIZE_AUTO=1
    CONFIG_LOG_DEFAULT_LEVEL_NONE=1
    LOG_LOCAL_LEVEL=0)

foreach(sensor ${EMBEDDED_ESP32_CAMERA_SENSORS})
    if(NOT EXISTS ${embedded_driver}/sensors/${sensor}.c)
        message(FATAL_ERROR "Embedded.Native: no sensors/${sensor}.c in ${embedded_driver}; mend EMBEDDED_ESP32_CAMERA_SENSORS")
    endif()

    file(GLOB embedded_sensor_sources ${embedded_driver}/sensors/${sensor}.c ${embedded_driver}/sensors/${sensor}_*.c)
    list(APPEND embedded_driver_sources ${embedded_sensor_sources})
    string(TOUPPER ${sensor} embedded_sensor_name)
    list(APPEND embedded_driver_settings CONFIG_${embedded_sensor_name}_SUPPORT=1)
endforeach()

# Objects, not an archive: whoever needs them may stand behind them on the linker's command line.
add_library(embedded_esp32_camera OBJECT ${embedded_driver_sources})
idf_build_get_property(embedded_idf_options COMPILE_OPTIONS)
idf_build_get_property(embedded_idf_c_options C_COMPILE_OPTIONS)
idf_build_get_property(embedded_idf_definitions COMPILE_DEFINITIONS)
idf_build_get_property(embedded_idf_config CONFIG_DIR)
target_compile_options(embedded_esp32_camera PRIVATE ${embedded_idf_options} ${embedded_idf_c_options} -w)
target_compile_definitions(embedded_esp32_camera PRIVATE ${embedded_idf_definitions} ${embedded_driver_settings} _IMG_CONVERTERS_H_)
target_include_directories(embedded_esp32_camera PRIVATE
    ${embedded_driver_includes}
    ${embedded_driver}/sensors/private_include
    ${embedded_driver}/target/private_include
    ${embedded_idf_config})

# What the driver's own CMakeLists.txt requires, and what ESP-IDF gives every component; all are in nanoFramework's build.
foreach(component driver nvs_flash esp_mm esp_timer freertos newlib heap log soc hal esp_rom esp_common esp_system esp_hw_support xtensa)
    target_link_libraries(embedded_esp32_camera PRIVATE idf::${component})
endforeach()

target_link_libraries(${NANOCLR_PROJECT_NAME}.elf embedded_esp32_camera)
message(STATUS "Embedded.Native: camera driver of ${embedded_driver}, sensors ${EMBEDDED_ESP32_CAMERA_SENSORS}")
