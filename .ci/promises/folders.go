package main

var folders = []Row{}
