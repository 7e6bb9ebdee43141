# SPDX-License-Identifier: MIT
# Embedded.Native for the build of a nanoFramework firmware: copy this file to CMake/Modules there, then
#   cmake ... -DNF_INTEROP_ASSEMBLIES="Embedded.Native" -DEMBEDDED_NATIVE_DIR=<this checkout>/firmware/Native
# Without EMBEDDED_NATIVE_DIR a copy of that folder is expected at InteropAssemblies/Embedded.Native.
#   -DEMBEDDED_RUN_IN_TASK=ON   a run of the network leaves the CLR's other threads going
#   -DEMBEDDED_PORT=<folder>    what the chip provides (embedded_port.h), esp32 if not given

if(NOT EMBEDDED_NATIVE_DIR)
    if(EXISTS ${CMAKE_CURRENT_LIST_DIR}/embedded_native.cpp)
        get_filename_component(EMBEDDED_NATIVE_DIR ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
    else()
        set(EMBEDDED_NATIVE_DIR ${PROJECT_SOURCE_DIR}/InteropAssemblies/Embedded.Native)
    endif()
endif()

if(NOT EXISTS ${EMBEDDED_NATIVE_DIR}/clr/embedded_native.cpp)
    message(FATAL_ERROR "Embedded.Native: no clr/embedded_native.cpp in ${EMBEDDED_NATIVE_DIR}; set EMBEDDED_NATIVE_DIR to firmware/Native of a checkout")
endif()

if(NOT EMBEDDED_PORT)
    set(EMBEDDED_PORT ${EMBEDDED_NATIVE_DIR}/esp32)
endif()

file(GLOB EMBEDDED_ENGINE_SOURCES ${EMBEDDED_NATIVE_DIR}/c/emb_*.c)
file(GLOB EMBEDDED_GLUE_SOURCES ${EMBEDDED_NATIVE_DIR}/clr/*.cpp)
file(GLOB EMBEDDED_PORT_SOURCES ${EMBEDDED_PORT}/*.c ${EMBEDDED_PORT}/*.cpp)

set(Embedded.Native_INCLUDE_DIRS
    ${EMBEDDED_NATIVE_DIR}/clr
    ${EMBEDDED_NATIVE_DIR}/c
    ${EMBEDDED_PORT})

set(Embedded.Native_SOURCES
    ${EMBEDDED_GLUE_SOURCES}
    ${EMBEDDED_ENGINE_SOURCES}
    ${EMBEDDED_PORT_SOURCES})

# The firmware is built for size and without the compiler's own memcpy; the engine lives on both.
set_property(SOURCE ${EMBEDDED_ENGINE_SOURCES} APPEND PROPERTY COMPILE_OPTIONS -O2 -fbuiltin)

if(EMBEDDED_RUN_IN_TASK)
    set_property(SOURCE ${EMBEDDED_GLUE_SOURCES} APPEND PROPERTY COMPILE_DEFINITIONS EMBEDDED_RUN_IN_TASK)
endif()

# What the port's camera driver adds to the three lists above.
include(${EMBEDDED_PORT}/camera.cmake OPTIONAL)

include(FindPackageHandleStandardArgs)
FIND_PACKAGE_HANDLE_STANDARD_ARGS(INTEROP-Embedded.Native DEFAULT_MSG Embedded.Native_INCLUDE_DIRS Embedded.Native_SOURCES)
